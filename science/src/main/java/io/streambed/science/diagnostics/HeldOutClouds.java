package io.streambed.science.diagnostics;

import io.streambed.science.Calibration;
import io.streambed.science.Cloud;
import io.streambed.science.Data;
import io.streambed.science.DataEmbedding;
import io.streambed.science.EstimatorSettings.DataTransform;
import io.streambed.science.Outcome;
import io.streambed.science.RatioEstimator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Where held-out data and their embeddings lie, and how far an observation is from them. */
public final class HeldOutClouds {

  private HeldOutClouds() {}

  /**
   * How far an observation is from held-out ones, 1 where 1 % of those lie farther; NaN where that
   * is not known.
   *
   * @param data of the data themselves
   * @param embedding of their embedding
   */
  public record Distances(double data, double embedding) {
    /** Without a calibration. */
    public static final Distances UNKNOWN = new Distances(Double.NaN, Double.NaN);

    /** The larger of those that are known, which a verdict rests on; NaN where none is. */
    public double larger() {
      return Double.isNaN(data)
          ? embedding
          : Double.isNaN(embedding) ? data : Math.max(data, embedding);
    }
  }

  /**
   * A calibration with the clouds of its pairs.
   *
   * @param transform what the estimator does to data
   * @param heldOut pairs of the same kind, which may be more than the calibration's; fewer than 40
   *     make no cloud, nor do vast ones
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
            ? CloudFit.of(embedded(embedding, data))
            : null);
  }

  /** The distances of one observation from the pairs of {@code calibration}. */
  public static Distances distances(
      Calibration calibration, RatioEstimator estimator, DataTransform transform, Data data) {
    return distances(calibration, estimator, transform, List.of(data)).get(0);
  }

  /** The same of many, which are embedded together. */
  public static List<Distances> distances(
      Calibration calibration, RatioEstimator estimator, DataTransform transform, List<Data> data) {
    Cloud embeddings = calibration.embeddings();
    List<double[]> embedded =
        embeddings != null && estimator instanceof DataEmbedding embedding
            ? embedded(embedding, data)
            : List.of();
    return IntStream.range(0, data.size())
        .mapToObj(
            n ->
                new Distances(
                    distance(calibration.data(), transform.of(data.get(n))),
                    embedded.isEmpty() ? Double.NaN : distance(embeddings, embedded.get(n))))
        .toList();
  }

  /**
   * The same of one that is embedded already.
   *
   * @param embedded f(y), shape [E]
   */
  public static Distances distances(
      Calibration calibration, DataTransform transform, Data data, float[] embedded) {
    double[] f = new double[embedded.length];
    for (int e = 0; e < f.length; e++) {
      f[e] = embedded[e];
    }
    return new Distances(
        distance(calibration.data(), transform.of(data)), distance(calibration.embeddings(), f));
  }

  private static double distance(@Nullable Cloud cloud, double[] x) {
    return cloud == null ? Double.NaN : cloud.distance(x);
  }

  /** f(y) of each. */
  private static List<double[]> embedded(DataEmbedding embedding, List<Data> data) {
    float[] f = embedding.embedData(data);
    int size = embedding.embedding();
    return IntStream.range(0, data.size())
        .mapToObj(n -> IntStream.range(n * size, (n + 1) * size).mapToDouble(i -> f[i]).toArray())
        .toList();
  }
}
