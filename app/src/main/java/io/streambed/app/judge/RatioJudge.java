package io.streambed.app.judge;

import io.streambed.app.judge.KnownLikelihood.LogRatios;
import io.streambed.app.result.RatioSummary;
import io.streambed.science.Outcome;
import io.streambed.science.diagnostics.RatioAgreement;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.simulator.SimulationRun;
import io.streambed.topics.experiment.ExperimentSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** How a model's log ratios follow the exact ones, over whatever data the prior gives. */
public final class RatioJudge {
  static final int PAIRS = 100;

  /** What is less likely than the best by so many nats is as good as impossible. */
  private static final double FLOOR = 20;

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private RatioJudge() {}

  /**
   * Over at most 100 fresh pairs of the prior, as many as are simulated and scored in about 30 s
   * each; the same each time unless that limit strikes. Data that no draw of the prior explains are
   * left out.
   *
   * @param known of the model that is judged
   * @param workers simulations at once
   * @return null if fewer than two pairs are left
   */
  public static @Nullable RatioSummary of(
      ExperimentSettings experiment, KnownLikelihood known, int workers) {
    List<Outcome.Pair> pairs =
        BoundedRuns.of(
                run ->
                    SimulationRun.execute(
                        experiment.simulator(),
                        experiment.prior(),
                        new PriorProposal(),
                        experiment.seed(),
                        run),
                BoundedRuns.FIRST,
                PAIRS,
                workers,
                LIMIT)
            .pairs();
    return of(pairs, known, System.nanoTime() + LIMIT.toNanos());
  }

  /**
   * The same over given pairs.
   *
   * @param end reading of {@link System#nanoTime} after which no further pair is scored
   */
  static @Nullable RatioSummary of(List<Outcome.Pair> pairs, KnownLikelihood known, long end) {
    double[][] columns = new double[4][pairs.size()];
    int count = 0;
    KnownLikelihood.Normaliser normaliser = known.normaliser();
    for (int n = 0; n < pairs.size() && System.nanoTime() - end < 0; n++) {
      LogRatios ratios = normaliser.ratios(pairs.get(n).data(), ownAndNext(pairs, n));
      if (ratios.areFinite()) {
        columns[0][count] = ratios.learnt()[0];
        columns[1][count] = ratios.exact()[0];
        columns[2][count] = ratios.learnt()[1];
        columns[3][count] = ratios.exact()[1];
        count++;
      }
    }
    if (count < 2) {
      return null;
    }
    int kept = count;
    double[][] of =
        Arrays.stream(columns).map(c -> Arrays.copyOf(c, kept)).toArray(double[][]::new);
    return RatioSummary.of(RatioAgreement.of(of[0], of[1], of[2], of[3], FLOOR), FLOOR);
  }

  /** Parameters of a pair and of the one after it, shape [2, P]. */
  private static double[] ownAndNext(List<Outcome.Pair> pairs, int n) {
    double[] own = pairs.get(n).parameters().toArray();
    double[] next = pairs.get((n + 1) % pairs.size()).parameters().toArray();
    return DoubleStream.concat(DoubleStream.of(own), DoubleStream.of(next)).toArray();
  }
}
