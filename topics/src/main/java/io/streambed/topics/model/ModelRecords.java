package io.streambed.topics.model;

import io.streambed.science.ModelSnapshot;
import io.streambed.topics.codec.ModelRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.pekko.util.ByteString;

/** Cuts a snapshot into the records that carry it. */
final class ModelRecords {
  private ModelRecords() {}

  /**
   * The chunks in their order, then the manifest.
   *
   * @param slot 0 or 1, the one that the former model is not in
   * @param chunkBytes of weights in each chunk but the last
   */
  static List<ModelRecord> of(ModelSnapshot snapshot, int slot, int chunkBytes) {
    byte[] file = TensorFile.write(snapshot.tensors());
    long version = snapshot.provenance().version();
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
        snapshot.calibration(),
        snapshot.verdict());
  }
}
