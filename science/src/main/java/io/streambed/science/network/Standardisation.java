package io.streambed.science.network;

import io.streambed.science.Data;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.EstimatorSettings.DataTransform;
import io.streambed.science.Outcome;
import io.streambed.science.Tensor;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Fixed affine maps before both towers: parameters become W (c - m), of mean 0 and covariance 1
 * under the proposal, with c their standard coordinates; transformed data become (t(y) - mean) /
 * scale.
 *
 * <p>Data are scaled value by value; over the repeats of one column, or the times of one channel,
 * in common.
 */
public final class Standardisation {
  static final String PARAMETER_MEAN = "standard.parameters.mean";
  static final String WHITENING = "standard.parameters.whitening";
  static final String DATA_MEAN = "standard.data.mean";
  static final String DATA_SCALE = "standard.data.scale";
  static final Set<String> NAMES = Set.of(PARAMETER_MEAN, WHITENING, DATA_MEAN, DATA_SCALE);

  private final float[] mean;
  private final float[] whitening;
  private final float[] dataMean;
  private final float[] dataScale;

  private Standardisation(float[] mean, float[] whitening, float[] dataMean, float[] dataScale) {
    this.mean = mean;
    this.whitening = whitening;
    this.dataMean = dataMean;
    this.dataScale = dataScale;
  }

  /**
   * Moments of the parameters from seeded draws of the proposal, of the data from {@code first}.
   *
   * @param first pairs drawn from the proposal, at least 2; a few hundred do
   * @param seed the experiment's seed
   * @throws IllegalArgumentException if there are too few pairs or their shapes differ
   */
  public static Standardisation from(
      EstimatorSettings settings,
      Prior prior,
      Proposal proposal,
      List<Outcome.Pair> first,
      long seed) {
    if (first.size() < 2) {
      throw new IllegalArgumentException(
          "expected at least 2 pairs to standardise by, got " + first.size());
    }
    InputShape inputs = InputShape.of(settings.encoder(), first.get(0).data().shape());
    ProposalMoments moments = ProposalMoments.of(prior, proposal, seed);
    DataMoments data = DataMoments.of(inputs, settings.transform(), first);
    return new Standardisation(moments.mean(), moments.whitening(), data.mean(), data.scale());
  }

  /**
   * Reads what {@link #tensors} wrote.
   *
   * @throws IllegalArgumentException naming the tensor that is missing or has a wrong shape or
   *     value
   */
  static Standardisation of(SortedMap<String, Tensor> tensors, int parameters, int channels) {
    TensorReader reader = new TensorReader(tensors);
    return ofArrays(
        reader.read(PARAMETER_MEAN, parameters),
        reader.read(WHITENING, parameters, parameters),
        reader.read(DATA_MEAN, channels),
        reader.read(DATA_SCALE, channels));
  }

  /** Takes over {@link #arrays}. */
  static Standardisation ofArrays(
      float[] mean, float[] whitening, float[] dataMean, float[] dataScale) {
    for (float value : dataScale) {
      if (!(value > 0)) {
        throw new IllegalArgumentException(
            "expected values > 0 in tensor %s, got %s".formatted(DATA_SCALE, value));
      }
    }
    return new Standardisation(mean, whitening, dataMean, dataScale);
  }

  /** Mean [P], whitening [P, P], mean and scale of the data, both [channels]; not to be changed. */
  List<float[]> arrays() {
    return List.of(mean, whitening, dataMean, dataScale);
  }

  /** By name, as a snapshot carries them. */
  SortedMap<String, Tensor> tensors() {
    TreeMap<String, Tensor> tensors = new TreeMap<>();
    int p = mean.length;
    tensors.put(PARAMETER_MEAN, Tensor.of(mean, p));
    tensors.put(WHITENING, Tensor.of(whitening, p, p));
    tensors.put(DATA_MEAN, Tensor.of(dataMean, dataMean.length));
    tensors.put(DATA_SCALE, Tensor.of(dataScale, dataScale.length));
    return tensors;
  }

  /** P. */
  int parameters() {
    return mean.length;
  }

  /** Figures of the data: one for each value, column or channel. */
  int channels() {
    return dataMean.length;
  }

  /** Means of the transformed data, shape [channels]; not to be changed. */
  float[] dataMean() {
    return dataMean;
  }

  /** 1 / scale, shape [channels]. */
  float[] inverseDataScale() {
    float[] inverse = new float[dataScale.length];
    for (int i = 0; i < inverse.length; i++) {
      inverse[i] = 1 / dataScale[i];
    }
    return inverse;
  }

  /**
   * Whitens one row of parameters in double precision.
   *
   * @param x own units, P values from {@code offset} on
   * @param c room for P values
   * @param target P values from {@code at} on
   */
  void whiten(Prior prior, double[] x, int offset, double[] c, float[] target, int at) {
    prior.toStandard(x, offset, c, 0);
    int size = mean.length;
    for (int p = 0; p < size; p++) {
      c[p] -= mean[p];
    }
    for (int p = 0; p < size; p++) {
      double sum = 0;
      for (int q = 0; q < size; q++) {
        sum += whitening[p * size + q] * c[q];
      }
      target[at + p] = (float) sum;
    }
  }

  /**
   * Standardised values of {@code data}, shape [D], each in double precision before it is stored.
   */
  float[] standardise(InputShape inputs, DataTransform transform, Data data) {
    float[] y = data.toArray();
    for (int i = 0; i < y.length; i++) {
      int c = inputs.channelOf(i);
      y[i] = (float) ((transform(transform, y[i]) - dataMean[c]) / dataScale[c]);
    }
    return y;
  }

  /**
   * The way back of slopes by whitened parameters to slopes by own units: through W and the
   * standard coordinates.
   *
   * @param x own units, P values from {@code offset} on
   * @param slopes by whitened parameters, P values from {@code from} on
   * @param target P values from {@code offset} on
   */
  private void pullBackRow(
      Prior prior, double[] x, int offset, float[] slopes, int from, double[] target) {
    int size = mean.length;
    for (int q = 0; q < size; q++) {
      double sum = 0;
      for (int p = 0; p < size; p++) {
        sum += (double) whitening[p * size + q] * slopes[from + p];
      }
      target[offset + q] = sum;
    }
    prior.pullBackStandard(x, offset, target);
  }

  /**
   * The same of {@code count} rows.
   *
   * @param x own units, [S, P], read from row {@code from} on
   * @param slopes by whitened parameters, [count, P]
   * @param target [S, P], written from row {@code from} on
   */
  void pullBack(Prior prior, double[] x, int from, int count, float[] slopes, double[] target) {
    int size = mean.length;
    for (int i = 0; i < count; i++) {
      pullBackRow(prior, x, (from + i) * size, slopes, i * size, target);
    }
  }

  /** t(y) in double precision. */
  static double transform(DataTransform transform, double y) {
    return switch (transform) {
      case NONE -> y;
      case LOG -> Math.log(Math.max(y, DataFeed.SMALLEST));
      case SIGNED_LOG -> Math.signum(y) * Math.log1p(Math.abs(y));
    };
  }
}
