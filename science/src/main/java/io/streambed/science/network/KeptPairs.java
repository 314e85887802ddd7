package io.streambed.science.network;

import io.streambed.science.Tensor;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Pairs in places, some of them empty: unbounded parameters u, [N, P], standardised data, [N, D].
 */
final class KeptPairs {
  static final String PARAMETERS = "abc.parameters";
  static final String DATA = "abc.data";
  static final Set<String> NAMES = Set.of(PARAMETERS, DATA);

  private final int parameters;

  /** NaN where a place is empty. */
  private final float[] u;

  private final float[] data;

  private KeptPairs(int parameters, float[] u, float[] data) {
    this.parameters = parameters;
    this.u = u;
    this.data = data;
  }

  /**
   * So many places, all empty.
   *
   * @param parameters P
   * @param values D
   */
  static KeptPairs empty(int places, int parameters, int values) {
    float[] u = new float[Math.multiplyExact(places, parameters)];
    Arrays.fill(u, Float.NaN);
    return new KeptPairs(parameters, u, new float[Math.multiplyExact(places, values)]);
  }

  /** Takes over {@link #arrays}. */
  static KeptPairs ofArrays(int parameters, List<float[]> arrays) {
    return new KeptPairs(parameters, arrays.get(0), arrays.get(1));
  }

  /** What {@link #tensors} gave. See {@link EstimatorFamily#load} for what is refused. */
  static KeptPairs of(SortedMap<String, Tensor> tensors, int parameters, int values) {
    Tensor u = tensors.get(PARAMETERS);
    int count = u == null ? 0 : u.size() / parameters;
    TensorReader reader = new TensorReader(tensors);
    KeptPairs pairs =
        new KeptPairs(
            parameters,
            reader.read(PARAMETERS, count, parameters),
            reader.read(DATA, count, values));
    if (count == 0) {
      throw new IllegalArgumentException("expected at least one pair, got none");
    }
    return pairs;
  }

  /** N, places filled or empty. */
  int places() {
    return u.length / parameters;
  }

  boolean filled(int place) {
    return !Float.isNaN(u[place * parameters]);
  }

  /** Puts a pair in a place, over what was there. */
  void put(int place, double[] unbounded, float[] values) {
    for (int p = 0; p < parameters; p++) {
      u[place * parameters + p] = (float) unbounded[p];
    }
    System.arraycopy(values, 0, data, place * values.length, values.length);
  }

  /** u and data of all places; not to be changed. */
  List<float[]> arrays() {
    return List.of(u, data);
  }

  /** The pairs in filled places by name, in the order of the places. */
  SortedMap<String, Tensor> tensors() {
    int[] filled = IntStream.range(0, places()).filter(this::filled).toArray();
    TreeMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put(PARAMETERS, rows(u, filled));
    tensors.put(DATA, rows(data, filled));
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
    double[] rows = new double[places.length * parameters];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = u[places[i / parameters] * parameters + i % parameters];
    }
    return rows;
  }

  /**
   * log p(u) - log p~(u) of all places, shape [N]; negative infinity where rounding put a draw
   * outside the support.
   */
  double[] logWeights(Prior prior, Proposal proposal) {
    double[] logWeights = new double[places()];
    for (int place = 0; place < logWeights.length; place++) {
      double[] row = parameters(new int[] {place});
      // The prior as proposal cancels, to the last bit.
      double ratio =
          proposal.id() == 0
              ? 0
              : prior.logDensityUnbounded(row) - proposal.logDensityUnbounded(prior, row);
      logWeights[place] = Double.isFinite(ratio) ? ratio : Double.NEGATIVE_INFINITY;
    }
    return logWeights;
  }
}
