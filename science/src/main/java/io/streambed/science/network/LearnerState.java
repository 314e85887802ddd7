package io.streambed.science.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All that a learner needs to go on as if it had never stopped, bit for bit. Immutable.
 *
 * <p>As bytes, little-endian: magic "SBLS" and version (int), form of the estimator (int), number A
 * of arrays (int), P (int), data channels (int), then seed, steps, updates, norms seen (long), the
 * ring of norms (double), the arrays' lengths (int), the arrays and the standardisation (float).
 */
public final class LearnerState {
  private static final int MAGIC = 0x534c_4253;
  private static final int VERSION = 2;
  private static final int HEADER =
      6 * Integer.BYTES + 4 * Long.BYTES + NormHistory.WINDOW * Double.BYTES;

  /** More arrays than any learner has. */
  private static final int MOST_ARRAYS = 64;

  private final int form;
  private final long seed;
  private final long step;
  private final long updates;
  private final long normCount;
  private final double[] norms;
  private final List<float[]> arrays;
  private final Standardisation standardisation;

  LearnerState(
      int form,
      long seed,
      long step,
      long updates,
      NormHistory history,
      List<float[]> arrays,
      Standardisation standardisation) {
    this.form = form;
    this.seed = seed;
    this.step = step;
    this.updates = updates;
    this.normCount = history.count();
    this.norms = history.norms();
    this.arrays = arrays.stream().map(float[]::clone).toList();
    this.standardisation = standardisation;
  }

  /** Steps taken, skipped ones included. */
  public long step() {
    return step;
  }

  /** Steps skipped. */
  public long skipped() {
    return step - updates;
  }

  /** Seed of the learner. */
  public long seed() {
    return seed;
  }

  /** The fixed maps before both towers. */
  public Standardisation standardisation() {
    return standardisation;
  }

  /** Whether it is of the estimator that {@code form} tells, with arrays of these lengths. */
  boolean isOf(int form, int... lengths) {
    return arrays.size() == lengths.length && begins(form, lengths);
  }

  /** Whether it is of that estimator, and its first arrays have these lengths. */
  boolean begins(int form, int... lengths) {
    return this.form == form
        && Arrays.equals(
            lengths,
            arrays.stream().limit(lengths.length).mapToInt(array -> array.length).toArray());
  }

  /** Tells estimators of different names or shapes of weights apart. */
  int form() {
    return form;
  }

  long updates() {
    return updates;
  }

  NormHistory history() {
    return new NormHistory(norms, normCount);
  }

  /**
   * Copies; of a gradient learner: weights, averages, first and second moments, and then what its
   * objective remembers.
   */
  List<float[]> arrays() {
    return arrays.stream().map(float[]::clone).toList();
  }

  /** The layout in the description of this class. */
  public byte[] toBytes() {
    int parameters = standardisation.parameters();
    int channels = standardisation.channels();
    long values = standardisedValues(parameters, channels);
    for (float[] array : arrays) {
      values += array.length;
    }
    long size = HEADER + (long) arrays.size() * Integer.BYTES + values * Float.BYTES;
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(MAGIC).putInt(VERSION).putInt(form);
    bytes.putInt(arrays.size()).putInt(parameters).putInt(channels);
    bytes.putLong(seed).putLong(step).putLong(updates).putLong(normCount);
    for (double norm : norms) {
      bytes.putDouble(norm);
    }
    for (float[] array : arrays) {
      bytes.putInt(array.length);
    }
    for (float[] array : arrays) {
      put(bytes, array);
    }
    for (float[] array : standardisation.arrays()) {
      put(bytes, array);
    }
    return bytes.array();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if it is no such state, of another version or of a wrong
   *     length
   */
  public static LearnerState fromBytes(byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    if (content.length < HEADER || bytes.getInt() != MAGIC) {
      throw new IllegalArgumentException(
          "expected the state of a learner, got %d other bytes".formatted(content.length));
    }
    int version = bytes.getInt();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "expected version %d of a learner's state, got %d".formatted(VERSION, version));
    }
    int form = bytes.getInt();
    int count = bytes.getInt();
    int parameters = bytes.getInt();
    int channels = bytes.getInt();
    if (count < 0 || count > MOST_ARRAYS || parameters < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "expected the state of a learner, got %d arrays, %d parameters, %d channels"
              .formatted(count, parameters, channels));
    }
    long seed = bytes.getLong();
    long step = bytes.getLong();
    long updates = bytes.getLong();
    long normCount = bytes.getLong();
    if (updates < 0 || step < updates || normCount < 0) {
      throw new IllegalArgumentException(
          "expected 0 <= updates <= steps, got %d and %d".formatted(updates, step));
    }
    double[] norms = new double[NormHistory.WINDOW];
    for (int i = 0; i < norms.length; i++) {
      norms[i] = bytes.getDouble();
    }
    int[] lengths = lengths(bytes, count);
    long values = standardisedValues(parameters, channels);
    for (int length : lengths) {
      values += length;
    }
    if (values * Float.BYTES != bytes.remaining()) {
      throw new IllegalArgumentException(
          "expected the state of a learner of %d values, got %d bytes of them"
              .formatted(values, bytes.remaining()));
    }
    List<float[]> arrays = new ArrayList<>(count);
    for (int length : lengths) {
      arrays.add(take(bytes, length));
    }
    Standardisation standardisation =
        Standardisation.ofArrays(
            take(bytes, parameters),
            take(bytes, parameters * parameters),
            take(bytes, channels),
            take(bytes, channels));
    return new LearnerState(
        form, seed, step, updates, new NormHistory(norms, normCount), arrays, standardisation);
  }

  private static int[] lengths(ByteBuffer bytes, int count) {
    if (bytes.remaining() < count * Integer.BYTES) {
      throw new IllegalArgumentException(
          "expected the lengths of %d arrays, got %d bytes".formatted(count, bytes.remaining()));
    }
    int[] lengths = new int[count];
    for (int i = 0; i < count; i++) {
      lengths[i] = bytes.getInt();
      if (lengths[i] < 0) {
        throw new IllegalArgumentException("expected a length >= 0, got " + lengths[i]);
      }
    }
    return lengths;
  }

  private static long standardisedValues(int parameters, int channels) {
    return parameters + (long) parameters * parameters + 2L * channels;
  }

  private static void put(ByteBuffer bytes, float[] values) {
    bytes.asFloatBuffer().put(values);
    bytes.position(bytes.position() + values.length * Float.BYTES);
  }

  private static float[] take(ByteBuffer bytes, int count) {
    float[] values = new float[count];
    bytes.asFloatBuffer().get(values);
    bytes.position(bytes.position() + count * Float.BYTES);
    return values;
  }
}
