package io.streambed.topics.checkpoint;

import io.streambed.topics.codec.CheckpointRecord;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** Puts the newest checkpoint together from records of its topic, in their order. */
final class CheckpointAssembly {
  private final Map<Integer, Map<Integer, CheckpointRecord.Chunk>> slots = new HashMap<>();
  private @Nullable StoredCheckpoint newest;
  private boolean incomplete;

  CheckpointAssembly plus(CheckpointRecord next) {
    if (next instanceof CheckpointRecord.Chunk chunk) {
      slots.computeIfAbsent(chunk.slot(), slot -> new HashMap<>()).put(chunk.index(), chunk);
    } else if (next instanceof CheckpointRecord.Manifest manifest) {
      Optional<StoredCheckpoint> whole = whole(manifest);
      whole.ifPresent(checkpoint -> newest = checkpoint);
      incomplete = whole.isEmpty();
      slots.remove(manifest.slot());
    }
    return this;
  }

  /** The last one that was whole. */
  Optional<StoredCheckpoint> newest() {
    return Optional.ofNullable(newest);
  }

  /**
   * Whether the last manifest was met without all of its chunks, which may stand before the first
   * record that was read.
   */
  boolean isIncomplete() {
    return incomplete;
  }

  private Optional<StoredCheckpoint> whole(CheckpointRecord.Manifest manifest) {
    Map<Integer, CheckpointRecord.Chunk> slot = slots.getOrDefault(manifest.slot(), Map.of());
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (int index = 0; index < manifest.chunks(); index++) {
      CheckpointRecord.Chunk chunk = slot.get(index);
      if (chunk == null || chunk.number() != manifest.number()) {
        return Optional.empty();
      }
      content.writeBytes(chunk.content().toArrayUnsafe());
    }
    byte[] bytes = content.toByteArray();
    return bytes.length == manifest.bytes() && hash(bytes).equals(manifest.sha256())
        ? Optional.of(new StoredCheckpoint(manifest.number(), ByteString.fromArrayUnsafe(bytes)))
        : Optional.empty();
  }

  /** SHA-256, 64 hex digits. */
  static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
