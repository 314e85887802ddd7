package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.streambed.science.Data;
import io.streambed.science.EstimatorSettings.DataTransform;
import java.util.List;

/**
 * Brings data to the encoder: copies them side by side, transforms and standardises them in the
 * engine.
 *
 * <p>Holds memory that the engine looks into: one user at a time, and not before the graph of the
 * last use is done with.
 */
final class DataFeed {
  /** Smallest value whose logarithm is taken. */
  static final float SMALLEST = 1e-30f;

  private final InputShape inputs;
  private final DataTransform transform;
  private final NativeFloats moments;
  private NativeFloats values = new NativeFloats(0);
  private float[] heap = new float[0];

  DataFeed(InputShape inputs, DataTransform transform, Standardisation standardisation) {
    this.inputs = inputs;
    this.transform = transform;
    int channels = inputs.channels();
    moments = new NativeFloats(2 * channels);
    moments.put(0, standardisation.dataMean(), 0, channels);
    moments.put(channels, standardisation.inverseDataScale(), 0, channels);
  }

  /**
   * Standardised rows of all of {@code data}, shape {@link InputShape#rows}.
   *
   * @throws IllegalArgumentException if an item does not consist of whole rows
   */
  NDArray rows(NDManager manager, List<Data> data) {
    int size = data.stream().mapToInt(Data::size).reduce(0, Math::addExact);
    if (size > heap.length) {
      heap = new float[size];
      values = new NativeFloats(size);
    }
    int at = 0;
    for (Data item : data) {
      if (item.size() % inputs.rowSize() != 0) {
        throw new IllegalArgumentException(
            "expected data of %d values, got %s".formatted(inputs.size(), item.shape()));
      }
      item.copyTo(heap, at);
      at += item.size();
    }
    values.put(0, heap, 0, size);
    NDArray raw = values.view(manager, 0, inputs.rows(size / inputs.rowSize()));
    NDArray mean = moments.view(manager, 0, inputs.perChannel());
    NDArray inverse = moments.view(manager, inputs.channels(), inputs.perChannel());
    return transformed(raw).sub(mean).muli(inverse);
  }

  private NDArray transformed(NDArray y) {
    return switch (transform) {
      case NONE -> y;
      case LOG -> y.clip(SMALLEST, Float.MAX_VALUE).log();
      case SIGNED_LOG -> y.sign().mul(y.abs().add(1).log());
    };
  }
}
