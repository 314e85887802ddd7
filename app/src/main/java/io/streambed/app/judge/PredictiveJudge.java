package io.streambed.app.judge;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.result.PredictiveSummary;
import io.streambed.science.Data;
import io.streambed.science.Draws;
import io.streambed.science.Outcome;
import io.streambed.science.Parameters;
import io.streambed.science.diagnostics.PredictiveBands;
import io.streambed.science.posterior.SystematicResampling;
import io.streambed.science.simulator.SimulationRun;
import io.streambed.science.simulator.Simulator;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;

/** Simulates from draws of a posterior, to see whether they explain its record. */
public final class PredictiveJudge {
  /** So many draws are simulated. */
  static final int RUNS = 300;

  /** Fewer data sets make no 90 % band. */
  static final int LEAST = 20;

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private PredictiveJudge() {}

  /**
   * A record beside data of its posterior.
   *
   * @param bands of the simulated data
   * @param runs simulated data sets behind them
   * @param missing runs that failed or came too late
   */
  public record Prediction(PredictiveBands bands, int runs, int missing) {

    /** Its figures. */
    public PredictiveSummary summary() {
      return PredictiveSummary.of(bands, runs, missing);
    }
  }

  /**
   * Simulates at most 300 draws within 20 s; the same each time unless that limit strikes.
   *
   * @param record the observation, in the simulator's shape
   * @param draws of its posterior
   * @return null if fewer than 20 runs gave data
   */
  public static @Nullable Prediction of(ExperimentPlan plan, Data record, Draws draws) {
    Simulator simulator = plan.experiment().simulator();
    long seed = plan.experiment().seed();
    int[] picked =
        SystematicResampling.indices(draws.weights(), RUNS, RandomSource.PHILOX_4X64.create(seed));
    BoundedRuns runs =
        BoundedRuns.of(
            run ->
                SimulationRun.at(
                    simulator, row(draws, picked[(int) (run - BoundedRuns.FIRST)]), seed, run),
            BoundedRuns.FIRST,
            RUNS,
            plan.simulator().workers(),
            LIMIT);
    List<Data> predicted = runs.pairs().stream().map(Outcome.Pair::data).toList();
    return predicted.size() < LEAST
        ? null
        : new Prediction(PredictiveBands.of(record, predicted), predicted.size(), runs.missing());
  }

  private static Parameters row(Draws draws, int s) {
    return Parameters.of(
        IntStream.range(0, draws.parameters()).mapToDouble(p -> draws.get(s, p)).toArray());
  }
}
