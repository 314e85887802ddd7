package io.streambed.science;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What held-out pairs say of a model. Ranks, levels, coverage and TARP are empty where they would
 * say nothing: where the posterior is sharper than the candidates that it rests on resolve.
 *
 * @param pairs how many held-out pairs were used
 * @param loss the estimator's own loss of the held-out pairs, nats, at the training batch size
 * @param logNormaliserMean mean over held-out y of log Z(y) = log E over the proposal of exp s
 * @param logNormaliserDeviation its deviation; 0 at the optimum
 * @param rankCounts SBC histogram, [P][bins] or empty: ranks of the truth among posterior draws
 *     (arXiv 1804.06788)
 * @param coverage for each parameter of {@code levels}, the share of held-out pairs whose truth
 *     lies in the highest-density region of that mass (arXiv 2110.06581)
 * @param levels nominal masses of {@code coverage}, ascending, within (0, 1)
 * @param tarpCounts histogram of TARP's positions over [0, 1], [bins] or empty: masses of what lies
 *     nearer to a random point than the truth (arXiv 2302.03026)
 * @param data where held-out data lie, after the estimator's transform; null if that is not known
 * @param embeddings where their embeddings lie; null without an embedding
 */
public record Calibration(
    int pairs,
    double loss,
    double logNormaliserMean,
    double logNormaliserDeviation,
    List<List<Integer>> rankCounts,
    List<Double> levels,
    List<Double> coverage,
    List<Integer> tarpCounts,
    @Nullable Cloud data,
    @Nullable Cloud embeddings) {

  /** Without clouds. */
  public Calibration(
      int pairs,
      double loss,
      double logNormaliserMean,
      double logNormaliserDeviation,
      List<List<Integer>> rankCounts,
      List<Double> levels,
      List<Double> coverage,
      List<Integer> tarpCounts) {
    this(
        pairs,
        loss,
        logNormaliserMean,
        logNormaliserDeviation,
        rankCounts,
        levels,
        coverage,
        tarpCounts,
        null,
        null);
  }

  /** The same with clouds. */
  public Calibration with(@Nullable Cloud data, @Nullable Cloud embeddings) {
    return new Calibration(
        pairs,
        loss,
        logNormaliserMean,
        logNormaliserDeviation,
        rankCounts,
        levels,
        coverage,
        tarpCounts,
        data,
        embeddings);
  }

  public Calibration {
    rankCounts = rankCounts.stream().map(List::copyOf).toList();
    levels = List.copyOf(levels);
    coverage = List.copyOf(coverage);
    tarpCounts = List.copyOf(tarpCounts);
    if (levels.size() != coverage.size()) {
      throw new IllegalArgumentException(
          "expected coverage [L] for %d levels, got %d".formatted(levels.size(), coverage.size()));
    }
  }
}
