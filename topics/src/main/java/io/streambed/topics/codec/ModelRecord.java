package io.streambed.topics.codec;

import io.streambed.science.Calibration;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.Verdict;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** A record of the models topic: a piece of a model's weights, or the manifest that ends it. */
public sealed interface ModelRecord {

  /** Version of the model. */
  long version();

  /** 0 or 1: the former model stays whole in the other one. */
  int slot();

  /** What compaction keeps the newest of. */
  String key();

  /**
   * A piece of the safetensors file.
   *
   * @param index its place, from 0
   * @param content below 1 MB
   */
  record Chunk(long version, int slot, int index, ByteString content) implements ModelRecord {
    @Override
    public String key() {
      return "model/%d/%d".formatted(slot, index);
    }
  }

  /**
   * Written after all chunks: what they must give, and all of the snapshot but its tensors.
   *
   * @param chunks how many, at least 1
   * @param bytes of all chunks together
   * @param sha256 of those bytes, 64 hex digits
   */
  record Manifest(
      int slot,
      int chunks,
      long bytes,
      String sha256,
      ModelSnapshot.Provenance provenance,
      EstimatorSettings estimator,
      Prior prior,
      Proposal proposal,
      List<Integer> dataShape,
      @Nullable Calibration calibration,
      @Nullable Verdict verdict)
      implements ModelRecord {

    public Manifest {
      dataShape = List.copyOf(dataShape);
    }

    @Override
    public long version() {
      return provenance.version();
    }

    @Override
    public String key() {
      return "model/%d/manifest".formatted(slot);
    }
  }
}
