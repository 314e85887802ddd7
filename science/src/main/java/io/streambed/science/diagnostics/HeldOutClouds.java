package io.streambed.science.diagnostics;

import io.streambed.science.Calibration;
import io.streambed.science.Cloud;
import io.streambed.science.Data;
import io.streambed.science.DataEmbedding;
import io.streambed.science.EstimatorSettings.DataTransform;
import io.streambed.science.Outcome;
import io.streambed.science.RatioEstimator;
import io.streambed.science.Trust;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where held-out data and their embeddings lie, and how far an observation is from them. */
public final class HeldOutClouds {

  private HeldOutClouds() {}

  /**
   * A calibration with the clouds of its pairs.
   *
   * @param transform what the estimator does to data
   * @param heldOut the pairs; fewer than 40 make no cloud, nor do vast ones
   */
  public static Calibration added(
      Calibration calibration,
      RatioEstimator estimator,
      DataTransform transform,
      List<Outcome.Pair> heldOut) {
    List<Data> data = heldOut.stream().map(Outcome.Pair::data).toList();
    return calibration.with(
        CloudFit.of(data.stream().map(transform::of).toList()),
        estimator instanceof DataEmbedding embedding
            ? CloudFit.of(data.stream().map(y -> embedded(embedding, y)).toList())
            : null);
  }

  /** The figures of {@code trust} with the distances of one observation. */
  public static Trust measured(
      Trust trust,
      Calibration calibration,
      RatioEstimator estimator,
      DataTransform transform,
      Data data) {
    Cloud embeddings = calibration.embeddings();
    return trust.withDistances(
        distance(calibration.data(), transform.of(data)),
        embeddings != null && estimator instanceof DataEmbedding embedding
            ? distance(embeddings, embedded(embedding, data))
            : Double.NaN);
  }

  private static double distance(@Nullable Cloud cloud, double[] x) {
    return cloud == null ? Double.NaN : cloud.distance(x);
  }

  private static double[] embedded(DataEmbedding embedding, Data data) {
    float[] f = embedding.embedData(List.of(data));
    double[] values = new double[f.length];
    for (int e = 0; e < f.length; e++) {
      values[e] = f[e];
    }
    return values;
  }
}
