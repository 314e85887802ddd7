package io.streambed.science.diagnostics;

import io.streambed.science.Calibration;
import io.streambed.science.Data;
import io.streambed.science.Outcome;
import io.streambed.science.RatioEstimator;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
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
  private static final int PAIRS_AT_ONCE = 64;

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
    requireFrom(proposal, heldOut);
    int p = prior.size();
    double[] x = new double[Math.multiplyExact(candidates, p)];
    double[] logDensities = new double[candidates];
    for (int j = 0; j < candidates; j++) {
      double[] row = proposal.sample(prior, random);
      System.arraycopy(row, 0, x, j * p, p);
      logDensities[j] = proposal.logDensityUnbounded(prior, prior.toUnbounded(row));
    }
    CandidateRanks ranks = new CandidateRanks(p, x, logDensities);
    RatioEstimator.Candidates ready = estimator.candidates(x, candidates);
    List<double[]> standings = new ArrayList<>(heldOut.size());
    for (int start = 0; start < heldOut.size(); start += PAIRS_AT_ONCE) {
      List<Outcome.Pair> part =
          heldOut.subList(start, Math.min(heldOut.size(), start + PAIRS_AT_ONCE));
      List<Data> data = part.stream().map(Outcome.Pair::data).toList();
      double[] truths =
          part.stream().flatMapToDouble(q -> DoubleStream.of(q.parameters().toArray())).toArray();
      float[] scores = ready.scores(data);
      double[] truthScores = estimator.own(data, truths);
      for (int i = 0; i < part.size(); i++) {
        double[] truth = Arrays.copyOfRange(truths, i * p, (i + 1) * p);
        double truthDensity = proposal.logDensityUnbounded(prior, prior.toUnbounded(truth));
        standings.add(
            ranks.standing(scores, i * candidates, truth, truthScores[i], truthDensity, random));
      }
    }
    return summary(p, standings, loss);
  }

  /**
   * @param standings as of {@link CandidateRanks#standing}, one for each pair
   */
  static Calibration summary(int parameters, List<double[]> standings, double loss) {
    NormaliserSpread spread = NormaliserSpread.of(entry(standings, parameters + 1));
    double ownShare = Arrays.stream(entry(standings, parameters + 2)).average().orElseThrow();
    if (ownShare > MOST_OWN_SHARE) {
      return new Calibration(
          standings.size(),
          loss,
          spread.mean(),
          spread.deviation(),
          List.of(),
          List.of(),
          List.of());
    }
    List<List<Integer>> rankCounts = new ArrayList<>(parameters);
    for (int p = 0; p < parameters; p++) {
      rankCounts.add(SimulationBasedCalibration.histogram(entry(standings, p), BINS));
    }
    return new Calibration(
        standings.size(),
        loss,
        spread.mean(),
        spread.deviation(),
        rankCounts,
        LEVELS,
        ExpectedCoverage.at(entry(standings, parameters), LEVELS));
  }

  private static double[] entry(List<double[]> standings, int index) {
    return standings.stream().mapToDouble(standing -> standing[index]).toArray();
  }

  private static void requireFrom(Proposal proposal, List<Outcome.Pair> heldOut) {
    if (heldOut.size() < 2) {
      throw new IllegalArgumentException(
          "expected at least 2 held-out pairs, got " + heldOut.size());
    }
    for (Outcome.Pair pair : heldOut) {
      if (pair.proposal() != proposal.id()) {
        throw new IllegalArgumentException(
            "expected pairs of proposal %d, got run %d of proposal %d"
                .formatted(proposal.id(), pair.run(), pair.proposal()));
      }
    }
  }
}
