package io.streambed.topics.model;

import io.streambed.science.ModelSnapshot;
import io.streambed.topics.codec.ModelRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.pekko.util.ByteString;

/** Cuts a snapshot into the records that carry it. */
final class ModelRecords {
  /** Odd and even versions: the former model stays whole while the next one is written. */
  private static final int SLOTS = 2;

  private ModelRecords() {}

  /**
   * The chunks in their order, then the manifest.
   *
   * @param chunkBytes of weights in each chunk but the last
   */
  static List<ModelRecord> of(ModelSnapshot snapshot, int chunkBytes) {
    byte[] file = TensorFile.write(snapshot.tensors());
    long version = snapshot.provenance().version();
    int slot = (int) Math.floorMod(version, (long) SLOTS);
    List<ModelRecord> records = new ArrayList<>();
    for (int from = 0; from < file.length; from += chunkBytes) {
      byte[] content = Arrays.copyOfRange(file, from, Math.min(file.length, from + chunkBytes));
      records.add(
          new ModelRecord.Chunk(
              version, slot, records.size(), ByteString.fromArrayUnsafe(content)));
    }
    records.add(manifest(snapshot, slot, file, records.size()));
    return records;
  }

  private static ModelRecord manifest(ModelSnapshot snapshot, int slot, byte[] file, int chunks) {
    return new ModelRecord.Manifest(
        slot,
        chunks,
        file.length,
        TensorFile.hash(file),
        snapshot.provenance(),
        snapshot.estimator(),
        snapshot.prior(),
        snapshot.proposal(),
        snapshot.dataShape(),
        snapshot.calibration());
  }
}
