package io.streambed.topics;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Valid inputs, changed; and a parser that must read each or refuse it within its bounds. */
public final class HostileInput {
  /** What a parser may allocate whatever the input, bytes: buffers of its own. */
  private static final long FIXED = 8L << 20;

  /** And for each byte of input: an object for every two of them, and copies. */
  private static final long EACH = 256;

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Numbers at the edges of what lengths and counts may say. */
  private static final byte[][] EDGES = {
    {-1, -1, -1, -1}, {-1, -1, -1, 127}, {0, 0, 0, -128}, {0, 0, 0, 64}, {-1, -1, -1, -1, 15}
  };

  /** Reads, or throws what it documents. */
  public interface Parser {
    void parse(byte[] input) throws Exception;
  }

  private final Parser parser;
  private final Class<? extends Exception> documented;

  /**
   * @param documented the only exception that it may throw, always with a message
   */
  public HostileInput(Parser parser, Class<? extends Exception> documented) {
    this.parser = parser;
    this.documented = documented;
  }

  /** Feeds it {@code count} changes of {@code samples}, the same for the same seed. */
  public void feed(List<byte[]> samples, long seed, int count) {
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      byte[] input = samples.get(random.nextInt(samples.size()));
      for (int change = random.nextInt(4); change >= 0; change--) {
        input = changed(input, samples, random);
      }
      feed(input);
    }
  }

  /** Feeds it this. */
  public void feed(byte[] input) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      parser.parse(input);
    } catch (Exception refused) {
      if (!documented.isInstance(refused) || String.valueOf(refused.getMessage()).isBlank()) {
        fail("expected a refusal that says why, for " + shown(input), refused);
      }
    } catch (Error broken) {
      throw new AssertionError("broken by " + shown(input), broken);
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    long bound = FIXED + EACH * input.length;
    assertTrue(
        allocated <= bound,
        () -> "allocated %d bytes of %d for %s".formatted(allocated, bound, shown(input)));
  }

  private static byte[] changed(byte[] input, List<byte[]> samples, Random random) {
    if (input.length == 0) {
      return new byte[] {(byte) random.nextInt(256)};
    }
    int at = random.nextInt(input.length);
    int end = at + random.nextInt(Math.min(64, input.length - at) + 1);
    byte[] other = samples.get(random.nextInt(samples.size()));
    int from = random.nextInt(other.length + 1);
    byte[] copy = input.clone();
    switch (random.nextInt(7)) {
      case 0 -> copy[at] = (byte) random.nextInt(256);
      case 1 -> copy[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> {
        byte[] edge = EDGES[random.nextInt(EDGES.length)];
        System.arraycopy(edge, 0, copy, at, Math.min(edge.length, copy.length - at));
      }
      case 3 -> copy = Arrays.copyOf(copy, at);
      case 4 -> copy = joined(input, at, new byte[0], 0, 0, end);
      case 5 -> copy = joined(input, end, input, at, end, end);
      default ->
          copy =
              joined(
                  input, at, other, from, Math.min(other.length, from + random.nextInt(64)), end);
    }
    return copy;
  }

  /** The first {@code head} bytes, some of another, the rest from {@code tail} on. */
  private static byte[] joined(byte[] input, int head, byte[] other, int from, int to, int tail) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(input, 0, head);
    bytes.write(other, from, to - from);
    bytes.write(input, tail, input.length - tail);
    return bytes.toByteArray();
  }

  private static String shown(byte[] input) {
    int most = Math.min(input.length, 4096);
    return "%d bytes, %s".formatted(input.length, HexFormat.of().formatHex(input, 0, most));
  }
}
