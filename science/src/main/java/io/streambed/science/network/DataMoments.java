package io.streambed.science.network;

import io.streambed.science.EstimatorSettings.DataTransform;
import io.streambed.science.Outcome;
import java.util.List;

/**
 * Mean and deviation of each channel of transformed data, both [channels]; a constant has scale 1.
 */
final class DataMoments {
  /** Deviations below this share of the mean are rounding, not spread. */
  private static final double ROUNDING = 1e-7;

  private final float[] mean;
  private final float[] scale;

  private DataMoments(float[] mean, float[] scale) {
    this.mean = mean;
    this.scale = scale;
  }

  float[] mean() {
    return mean;
  }

  float[] scale() {
    return scale;
  }

  static DataMoments of(InputShape inputs, DataTransform transform, List<Outcome.Pair> pairs) {
    int channels = inputs.channels();
    double[] sum = new double[channels];
    double[] squares = new double[channels];
    double count = (double) pairs.size() * inputs.size() / channels;
    for (Outcome.Pair pair : pairs) {
      float[] y = values(inputs, pair);
      for (int i = 0; i < y.length; i++) {
        sum[inputs.channelOf(i)] += Standardisation.transform(transform, y[i]) / count;
      }
    }
    for (Outcome.Pair pair : pairs) {
      float[] y = values(inputs, pair);
      for (int i = 0; i < y.length; i++) {
        int c = inputs.channelOf(i);
        double d = Standardisation.transform(transform, y[i]) - sum[c];
        squares[c] += d * d / count;
      }
    }
    float[] mean = new float[channels];
    float[] scale = new float[channels];
    for (int c = 0; c < channels; c++) {
      double deviation = Math.sqrt(squares[c]);
      mean[c] = (float) sum[c];
      scale[c] =
          deviation > ROUNDING * Math.abs(sum[c]) && deviation > Float.MIN_NORMAL
              ? (float) deviation
              : 1;
    }
    return new DataMoments(mean, scale);
  }

  private static float[] values(InputShape inputs, Outcome.Pair pair) {
    if (pair.data().size() != inputs.size()) {
      throw new IllegalArgumentException(
          "expected data of %d values in run %d, got %s"
              .formatted(inputs.size(), pair.run(), pair.data().shape()));
    }
    return pair.data().toArray();
  }
}
