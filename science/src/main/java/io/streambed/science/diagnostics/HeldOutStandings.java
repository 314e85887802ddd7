package io.streambed.science.diagnostics;

import io.streambed.science.Data;
import io.streambed.science.Outcome;
import io.streambed.science.RatioEstimator;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Where the truths of held-out pairs stand among draws of the proposal, weighted by an estimator.
 *
 * @param standings one for each pair, as of {@link CandidateRanks#standing}
 * @param nearer one for each pair, as of {@link CandidateRanks#nearer}, with reference points
 *     uniform in the box that the truths span
 */
record HeldOutStandings(List<double[]> standings, List<Double> nearer) {
  private static final int PAIRS_AT_ONCE = 64;

  /**
   * @param candidates M, draws of the proposal that each posterior rests on, at least 1
   * @throws IllegalArgumentException if there are fewer than two pairs or one came from another
   *     proposal
   */
  static HeldOutStandings of(
      RatioEstimator estimator,
      Prior prior,
      Proposal proposal,
      List<Outcome.Pair> pairs,
      int candidates,
      UniformRandomProvider random) {
    requireFrom(proposal, pairs);
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
    UniformRandomProvider points = RandomSource.PHILOX_4X64.create(random.nextLong());
    double[][] box = box(pairs, p);
    List<double[]> standings = new ArrayList<>(pairs.size());
    List<Double> nearer = new ArrayList<>(pairs.size());
    for (int start = 0; start < pairs.size(); start += PAIRS_AT_ONCE) {
      List<Outcome.Pair> part = pairs.subList(start, Math.min(pairs.size(), start + PAIRS_AT_ONCE));
      List<Data> data = part.stream().map(Outcome.Pair::data).toList();
      double[] truths = values(part);
      float[] scores = ready.scores(data);
      double[] own = estimator.own(data, truths);
      for (int i = 0; i < part.size(); i++) {
        double[] truth = Arrays.copyOfRange(truths, i * p, (i + 1) * p);
        double density = proposal.logDensityUnbounded(prior, prior.toUnbounded(truth));
        int from = i * candidates;
        standings.add(ranks.standing(scores, from, truth, own[i], density, random));
        double[] point =
            IntStream.range(0, p)
                .mapToDouble(k -> box[0][k] + box[1][k] * points.nextDouble())
                .toArray();
        nearer.add(ranks.nearer(scores, from, truth, own[i], point, box[1], points));
      }
    }
    return new HeldOutStandings(standings, nearer);
  }

  /** Entry {@code index} of every standing, shape [N]. */
  double[] entry(int index) {
    return standings.stream().mapToDouble(standing -> standing[index]).toArray();
  }

  /** Lower corner and sides of the box that the truths span, shape [2][P]. */
  private static double[][] box(List<Outcome.Pair> pairs, int p) {
    double[] truths = values(pairs);
    double[][] box = new double[2][p];
    for (int k = 0; k < p; k++) {
      int column = k;
      double[] values =
          IntStream.range(0, pairs.size()).mapToDouble(n -> truths[n * p + column]).toArray();
      box[0][k] = Arrays.stream(values).min().orElseThrow();
      box[1][k] =
          Math.max(Double.MIN_NORMAL, Arrays.stream(values).max().orElseThrow() - box[0][k]);
    }
    return box;
  }

  private static double[] values(List<Outcome.Pair> pairs) {
    return pairs.stream()
        .flatMapToDouble(pair -> Arrays.stream(pair.parameters().toArray()))
        .toArray();
  }

  private static void requireFrom(Proposal proposal, List<Outcome.Pair> pairs) {
    if (pairs.size() < 2) {
      throw new IllegalArgumentException("expected at least 2 held-out pairs, got " + pairs.size());
    }
    for (Outcome.Pair pair : pairs) {
      if (pair.proposal() != proposal.id()) {
        throw new IllegalArgumentException(
            "expected pairs of proposal %d, got run %d of proposal %d"
                .formatted(proposal.id(), pair.run(), pair.proposal()));
      }
    }
  }
}
