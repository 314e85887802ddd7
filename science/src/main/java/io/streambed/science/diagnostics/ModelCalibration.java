package io.streambed.science.diagnostics;

import io.streambed.science.Calibration;
import io.streambed.science.Outcome;
import io.streambed.science.RatioEstimator;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Calibration of an estimator on held-out pairs: ranks of the truth, coverage and the spread of log
 * Z. The pairs came from the proposal, so it stands in the prior's place here: posteriors are
 * proposal x exp s.
 *
 * <p>Where posteriors are so sharp that the truth carries more than half of all weight on average,
 * its rank is mostly the uniform share of its own weight, and would be uniform for any estimator.
 * Then ranks and coverage say nothing and are left empty.
 */
public final class ModelCalibration {
  private static final int BINS = 20;

  /**
   * Mean share of its own weight above which the truth's standing says nothing of the estimator.
   */
  private static final double MOST_OWN_SHARE = 0.5;

  /** 0.05, 0.1, ..., 0.95. */
  private static final List<Double> LEVELS =
      IntStream.rangeClosed(1, 19).mapToObj(i -> i / 20.0).toList();

  private ModelCalibration() {}

  /**
   * Figures of one model.
   *
   * @param proposal what drew the held-out pairs' parameters
   * @param heldOut pairs that the model was not trained on, at least two
   * @param loss their held-out loss, nats, passed through
   * @param candidates M, draws of the proposal that each posterior rests on, at least 1; as many as
   *     an inference bank holds if log Z is to be compared with its
   * @param random the only source of randomness
   * @throws IllegalArgumentException if there are fewer than two pairs or one came from another
   *     proposal
   */
  public static Calibration of(
      RatioEstimator estimator,
      Prior prior,
      Proposal proposal,
      List<Outcome.Pair> heldOut,
      double loss,
      int candidates,
      UniformRandomProvider random) {
    return summary(
        prior.size(),
        HeldOutStandings.of(estimator, prior, proposal, heldOut, candidates, random),
        loss);
  }

  static Calibration summary(int parameters, HeldOutStandings held, double loss) {
    int pairs = held.standings().size();
    NormaliserSpread spread = NormaliserSpread.of(held.entry(parameters + 1));
    double ownShare = Arrays.stream(held.entry(parameters + 2)).average().orElseThrow();
    if (ownShare > MOST_OWN_SHARE) {
      return new Calibration(
          pairs,
          loss,
          spread.mean(),
          spread.deviation(),
          List.of(),
          List.of(),
          List.of(),
          List.of());
    }
    List<List<Integer>> rankCounts = new ArrayList<>(parameters);
    for (int p = 0; p < parameters; p++) {
      rankCounts.add(SimulationBasedCalibration.histogram(held.entry(p), BINS));
    }
    double[] nearer = held.nearer().stream().mapToDouble(position -> position).toArray();
    return new Calibration(
        pairs,
        loss,
        spread.mean(),
        spread.deviation(),
        rankCounts,
        LEVELS,
        ExpectedCoverage.at(held.entry(parameters), LEVELS),
        SimulationBasedCalibration.histogram(nearer, BINS));
  }
}
