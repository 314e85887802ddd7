package io.streambed.trainer.checkpoint;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever stands in a checkpoint whose hash is right, it is read or passed over. */
class HostileCheckpointTest {
  /** Buffers of its own, and objects for each byte. */
  private static final long FIXED = 8L << 20;

  private static final long EACH = 256;

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void changedBytesAreReadOrRefused() throws IOException {
    feed(20261204, 20_000);
  }

  @Tag("slow")
  @Test
  void manyMoreAreReadOrRefused() throws IOException {
    feed(1, 3_000_000);
  }

  private static void feed(long seed, int count) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    CheckpointCodec.write(CheckpointStoreTest.checkpoint(40), whole);
    byte[] sample = whole.toByteArray();
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      byte[] input = java.util.Arrays.copyOf(sample, sample.length - random.nextInt(3));
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = random.nextInt(input.length);
        input[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(3) - 1);
      }
      long before = THREADS.getCurrentThreadAllocatedBytes();
      try {
        CheckpointCodec.decode(new ByteArrayInputStream(input));
      } catch (IOException refused) {
        assertFalse(String.valueOf(refused.getMessage()).isBlank());
      }
      long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      assertTrue(allocated <= FIXED + EACH * input.length, "input %d: %d".formatted(i, allocated));
    }
  }
}
