package io.streambed.science.network;

import io.streambed.science.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Pairs in places, some of them empty: unbounded parameters u, [N, P], standardised data, [N, D],
 * and log p(u) - log p~(u), [N], the weight that makes draws of the proposal draws of the prior.
 */
final class KeptPairs {
  static final String PARAMETERS = "abc.parameters";
  static final String DATA = "abc.data";
  static final String LOG_WEIGHTS = "abc.log-weights";
  static final Set<String> NAMES = Set.of(PARAMETERS, DATA, LOG_WEIGHTS);

  private final float[] u;
  private final float[] data;

  /** NaN where a place is empty. */
  private final float[] logWeights;

  private KeptPairs(float[] u, float[] data, float[] logWeights) {
    this.u = u;
    this.data = data;
    this.logWeights = logWeights;
  }

  /** So many places, all empty. */
  static KeptPairs empty(int places, int parameters, int values) {
    float[] logWeights = new float[places];
    Arrays.fill(logWeights, Float.NaN);
    return new KeptPairs(
        new float[Math.multiplyExact(places, parameters)],
        new float[Math.multiplyExact(places, values)],
        logWeights);
  }

  /** Takes over {@link #arrays}. */
  static KeptPairs ofArrays(List<float[]> arrays) {
    return new KeptPairs(arrays.get(0), arrays.get(1), arrays.get(2));
  }

  /** What {@link #tensors} gave. See {@link EstimatorFamily#load} for what is refused. */
  static KeptPairs of(SortedMap<String, Tensor> tensors, int parameters, int values) {
    Tensor weights = tensors.get(LOG_WEIGHTS);
    int count = weights == null ? 0 : weights.size();
    TensorReader reader = new TensorReader(tensors);
    KeptPairs pairs =
        new KeptPairs(
            reader.read(PARAMETERS, count, parameters),
            reader.read(DATA, count, values),
            reader.read(LOG_WEIGHTS, count));
    if (count == 0) {
      throw new IllegalArgumentException("expected at least one pair, got none");
    }
    return pairs;
  }

  /** N, places filled or empty. */
  int places() {
    return logWeights.length;
  }

  boolean filled(int place) {
    return !Float.isNaN(logWeights[place]);
  }

  /** Puts a pair in a place, over what was there. */
  void put(int place, double[] parameters, float[] values, double logWeight) {
    for (int p = 0; p < parameters.length; p++) {
      u[place * parameters.length + p] = (float) parameters[p];
    }
    System.arraycopy(values, 0, data, place * values.length, values.length);
    logWeights[place] = (float) logWeight;
  }

  /** u, data and weights of all places; not to be changed. */
  List<float[]> arrays() {
    return List.of(u, data, logWeights);
  }

  /** The pairs in filled places by name, in the order of the places. */
  SortedMap<String, Tensor> tensors() {
    int[] filled = IntStream.range(0, places()).filter(this::filled).toArray();
    TreeMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put(PARAMETERS, rows(u, filled));
    tensors.put(DATA, rows(data, filled));
    float[] weights = new float[filled.length];
    for (int i = 0; i < filled.length; i++) {
      weights[i] = logWeights[filled[i]];
    }
    tensors.put(LOG_WEIGHTS, Tensor.of(weights, filled.length));
    return tensors;
  }

  private Tensor rows(float[] values, int[] filled) {
    int width = values.length / places();
    float[] rows = new float[filled.length * width];
    for (int i = 0; i < filled.length; i++) {
      System.arraycopy(values, filled[i] * width, rows, i * width, width);
    }
    return Tensor.of(rows, filled.length, width);
  }

  /**
   * The places of the {@code count} pairs, or of all, whose data are nearest to {@code y} by the
   * sum of squares, nearest first; the lower place of two as near.
   *
   * @param y standardised, shape [D]
   */
  int[] nearest(float[] y, int count) {
    // Squared distances are not negative, so their bits sort as they do; the place breaks ties.
    long[] best = new long[Math.min(count, places())];
    int found = 0;
    for (int place = 0; place < places(); place++) {
      if (!filled(place)) {
        continue;
      }
      float squares = 0;
      for (int i = 0, at = place * y.length; i < y.length; i++, at++) {
        float d = data[at] - y[i];
        squares += d * d;
      }
      long key = ((long) Float.floatToIntBits(squares) << Integer.SIZE) | place;
      if (found == best.length && key >= best[found - 1]) {
        continue;
      }
      int end = Math.min(found, best.length - 1);
      int to = -1 - Arrays.binarySearch(best, 0, found, key);
      System.arraycopy(best, to, best, to + 1, end - to);
      best[to] = key;
      found = end + 1;
    }
    int[] nearest = new int[found];
    for (int i = 0; i < found; i++) {
      nearest[i] = (int) best[i];
    }
    return nearest;
  }

  /** u of some places, shape [K, P]. */
  double[] parameters(int[] places) {
    int width = u.length / places();
    double[] rows = new double[places.length * width];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = u[places[i / width] * width + i % width];
    }
    return rows;
  }

  /** Weights of some places, shape [K]. */
  double[] logWeights(int[] places) {
    return Arrays.stream(places).mapToDouble(place -> logWeights[place]).toArray();
  }
}
