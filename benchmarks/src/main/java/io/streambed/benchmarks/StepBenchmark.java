package io.streambed.benchmarks;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.inference.document.Json;
import io.streambed.science.Outcome;
import io.streambed.science.network.Learner;
import io.streambed.science.network.Standardisation;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.simulator.SimulationRun;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.trainer.TrainerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Gradient steps of the learner alone, on pairs that were simulated before: no broker, no
 * simulators beside. Arguments: experiment (lynx-hare), steps (1000).
 */
public final class StepBenchmark {
  private static final int WARM_UP = 300;
  private static final int BATCHES = 16;

  /**
   * @param batch pairs in a step
   * @param p50 of a step, milliseconds
   * @param p99 of a step, milliseconds
   */
  record Result(
      String benchmark,
      Machine machine,
      String experiment,
      int batch,
      double stepsPerSecond,
      double p50,
      double p99) {}

  private StepBenchmark() {}

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    Arguments arguments = new Arguments(args);
    Machine machine = Machine.here();
    System.out.println(machine);
    ExperimentPlan plan = ExperimentPlan.load(arguments.text(0, "lynx-hare"), Map.of());
    int batch = plan.trainer().optimiser().batch();
    List<Outcome.Pair> pairs =
        pairs(
            plan.experiment(),
            Math.max(BATCHES * batch, plan.trainer().replay().schedule().standardisation()));
    Learner learner = learner(plan.experiment(), plan.trainer(), pairs);
    int steps = arguments.count(1, 1000);
    Histogram durations = new Histogram(3);
    long start = System.nanoTime();
    for (int step = -WARM_UP; step < steps; step++) {
      long before = System.nanoTime();
      int from = Math.floorMod(step, BATCHES) * batch;
      learner.step(pairs.subList(from, from + batch));
      if (step >= 0) {
        durations.recordValue(System.nanoTime() - before);
      } else {
        start = System.nanoTime();
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Result result =
        new Result(
            "step",
            machine,
            plan.experiment().name(),
            batch,
            steps / seconds,
            Latency.milliseconds(durations, 50),
            Latency.milliseconds(durations, 99));
    System.out.printf(
        "%s, %d pairs a step: %.1f steps/s, p50 %.2f ms, p99 %.2f ms%n",
        result.experiment(), batch, result.stepsPerSecond(), result.p50(), result.p99());
    System.out.println(Json.text(result));
  }

  private static List<Outcome.Pair> pairs(ExperimentSettings experiment, int count) {
    List<Outcome.Pair> pairs = new ArrayList<>();
    for (long run = 0; pairs.size() < count; run++) {
      Outcome outcome =
          SimulationRun.execute(
              experiment.simulator(),
              experiment.prior(),
              new PriorProposal(),
              experiment.seed(),
              run);
      if (outcome instanceof Outcome.Pair pair) {
        pairs.add(pair);
      }
    }
    return pairs;
  }

  private static Learner learner(
      ExperimentSettings experiment, TrainerSettings trainer, List<Outcome.Pair> pairs) {
    PriorProposal proposal = new PriorProposal();
    return Learner.create(
        experiment.estimator(),
        trainer.optimiser(),
        experiment.prior(),
        proposal,
        experiment.simulator().dataShape(),
        Standardisation.from(
            experiment.estimator(), experiment.prior(), proposal, pairs, experiment.seed()),
        experiment.seed());
  }
}
