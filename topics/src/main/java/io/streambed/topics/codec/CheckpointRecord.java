package io.streambed.topics.codec;

import org.apache.pekko.util.ByteString;

/** A record of the checkpoints topic: a piece of a checkpoint, or the manifest that ends it. */
public sealed interface CheckpointRecord {

  /** Of the checkpoint, from 1. */
  long number();

  /** 0 or 1: the former checkpoint stays whole in the other one. */
  int slot();

  /** What compaction keeps the newest of. */
  String key();

  /**
   * A piece of a checkpoint's bytes.
   *
   * @param index its place, from 0
   * @param content below 1 MB
   */
  record Chunk(long number, int slot, int index, ByteString content) implements CheckpointRecord {
    @Override
    public String key() {
      return "checkpoint/%d/%d".formatted(slot, index);
    }
  }

  /**
   * Written after all chunks: what they must give.
   *
   * @param chunks how many, at least 1
   * @param bytes of all chunks together
   * @param sha256 of those bytes, 64 hex digits
   */
  record Manifest(long number, int slot, int chunks, long bytes, String sha256)
      implements CheckpointRecord {
    @Override
    public String key() {
      return "checkpoint/%d/manifest".formatted(slot);
    }
  }
}
