package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.streambed.science.prior.Prior;

/**
 * Brings parameters to the emulator: whitens them row by row on the heap, then copies them over.
 *
 * <p>Holds memory that the engine looks into: one user at a time, and not before the graph of the
 * last use is done with.
 */
final class ParameterFeed {
  private final Prior prior;
  private final Standardisation standardisation;
  private final double[] standard;
  private NativeFloats values = new NativeFloats(0);
  private float[] heap = new float[0];
  private int rows;

  ParameterFeed(Prior prior, Standardisation standardisation) {
    this.prior = prior;
    this.standardisation = standardisation;
    this.standard = new double[prior.size()];
  }

  /** Forgets all rows and makes room for {@code count}. */
  void begin(int count) {
    rows = 0;
    if (count * prior.size() > heap.length) {
      heap = new float[count * prior.size()];
      values = new NativeFloats(heap.length);
    }
  }

  /** Adds one row, P values of {@code x} from {@code offset} on, in own units. */
  void add(double[] x, int offset) {
    standardisation.whiten(prior, x, offset, standard, heap, rows++ * prior.size());
  }

  /**
   * Adds row {@code row} once more, with P values of {@code noise} from {@code offset} on added.
   */
  void addNear(int row, float[] noise, int offset) {
    int size = prior.size();
    for (int p = 0; p < size; p++) {
      heap[rows * size + p] = heap[row * size + p] + noise[offset + p];
    }
    rows++;
  }

  /** All rows added, whitened, [N, P]. */
  NDArray rows(NDManager manager) {
    values.put(0, heap, 0, rows * prior.size());
    return values.view(manager, 0, new Shape(rows, prior.size()));
  }
}
