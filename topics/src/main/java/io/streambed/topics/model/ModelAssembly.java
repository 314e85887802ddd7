package io.streambed.topics.model;

import io.streambed.science.ModelSnapshot;
import io.streambed.topics.codec.ModelRecord;
import io.streambed.topics.intake.Received;
import io.streambed.topics.model.ModelArrival.Arrived;
import io.streambed.topics.model.ModelArrival.Refused;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Puts models together from the records of their topic. Holds the newest chunks of both slots; a
 * manifest ends a model, as whole or refused.
 */
final class ModelAssembly {
  /** Bounds what a hostile writer can make this hold: 64 chunks a slot are 55 MB. */
  static final int MOST_CHUNKS = 64;

  private final Map<Integer, Map<Integer, ModelRecord.Chunk>> slots = new HashMap<>();

  /** What {@code received} completes or spoils, if anything. */
  Optional<ModelArrival> accept(Received<ModelRecord> received) {
    if (received instanceof Received.Undecodable<ModelRecord> undecodable) {
      return Optional.of(
          new Refused(0, "record at %s: %s".formatted(received.position(), undecodable.cause())));
    }
    Received.Decoded<ModelRecord> decoded = (Received.Decoded<ModelRecord>) received;
    if (decoded.value() instanceof ModelRecord.Chunk chunk) {
      return keep(chunk);
    }
    return Optional.of(finish((ModelRecord.Manifest) decoded.value(), decoded.raw().time()));
  }

  private Optional<ModelArrival> keep(ModelRecord.Chunk chunk) {
    if (chunk.index() < 0 || chunk.index() >= MOST_CHUNKS) {
      return Optional.of(
          new Refused(
              chunk.version(),
              "expected a chunk below %d, got %d".formatted(MOST_CHUNKS, chunk.index())));
    }
    slots.computeIfAbsent(chunk.slot(), slot -> new HashMap<>()).put(chunk.index(), chunk);
    return Optional.empty();
  }

  private ModelArrival finish(ModelRecord.Manifest manifest, Instant published) {
    try {
      byte[] file = file(manifest);
      String hash = TensorFile.hash(file);
      if (!hash.equals(manifest.sha256())) {
        throw new IllegalArgumentException(
            "expected SHA-256 %s, got %s".formatted(manifest.sha256(), hash));
      }
      return new Arrived(snapshot(manifest, file), manifest.slot(), hash, published);
    } catch (IllegalArgumentException spoilt) {
      return new Refused(manifest.version(), String.valueOf(spoilt.getMessage()));
    } catch (RuntimeException unexpected) {
      // A model that stopped the stream would stop it again after each restart.
      return new Refused(manifest.version(), "cannot be read: " + unexpected);
    } finally {
      slots.remove(manifest.slot());
    }
  }

  private byte[] file(ModelRecord.Manifest manifest) {
    if (manifest.chunks() < 1 || manifest.chunks() > MOST_CHUNKS) {
      throw new IllegalArgumentException(
          "expected 1 to %d chunks, got %d".formatted(MOST_CHUNKS, manifest.chunks()));
    }
    Map<Integer, ModelRecord.Chunk> slot = slots.getOrDefault(manifest.slot(), Map.of());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (int index = 0; index < manifest.chunks(); index++) {
      ModelRecord.Chunk chunk = slot.get(index);
      if (chunk == null || chunk.version() != manifest.version()) {
        throw new IllegalArgumentException(
            "chunk %d of %d is missing: a publication that was cut short, or superseded"
                .formatted(index, manifest.chunks()));
      }
      file.writeBytes(chunk.content().toArrayUnsafe());
    }
    if (file.size() != manifest.bytes()) {
      throw new IllegalArgumentException(
          "expected %d bytes in %d chunks, got %d"
              .formatted(manifest.bytes(), manifest.chunks(), file.size()));
    }
    return file.toByteArray();
  }

  private static ModelSnapshot snapshot(ModelRecord.Manifest manifest, byte[] file) {
    return new ModelSnapshot(
        manifest.provenance(),
        manifest.estimator(),
        manifest.prior(),
        manifest.proposal(),
        manifest.dataShape(),
        TensorFile.read(file),
        manifest.calibration(),
        manifest.verdict());
  }
}
