package io.streambed.app.doctor;

import io.streambed.science.ContrastSettings;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.EstimatorSettings.DataTransform;
import io.streambed.science.EstimatorSettings.Encoder;
import io.streambed.science.Outcome;
import io.streambed.science.network.Learner;
import io.streambed.science.network.Standardisation;
import io.streambed.science.network.StepReport;
import io.streambed.science.network.TrainingSettings;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.simulator.LinearGaussian;
import io.streambed.science.simulator.SimulationRun;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** Takes one gradient step of a small critic: whether the native engine loads and works. */
final class EngineCheck {
  private static final int BATCH = 64;
  private static final EstimatorSettings CRITIC =
      new EmbedAndEmulateSettings(
          Encoder.PERCEPTRON,
          EstimatorSettings.Critic.COSINE,
          DataTransform.NONE,
          8,
          16,
          1,
          0,
          0,
          false,
          0.05,
          true,
          true,
          ContrastSettings.inBatch(0));

  private EngineCheck() {}

  static Finding run() {
    long start = System.nanoTime();
    try {
      StepReport report = step();
      String found =
          String.format(
              Locale.ROOT,
              "a gradient step, loss %.2f nats, after %.1f s",
              report.loss(),
              (System.nanoTime() - start) / 1e9);
      return Double.isFinite(report.loss())
          ? Finding.well("engine", found)
          : Finding.wrong("engine", found, "report this, with the output of --verbose");
    } catch (RuntimeException | LinkageError problem) {
      return Finding.wrong(
          "engine",
          problem.toString(),
          "build on this machine (mvn package), since native libraries are chosen at build time");
    }
  }

  private static StepReport step() {
    LinearGaussian simulator = new LinearGaussian(2);
    Prior prior = simulator.prior();
    PriorProposal proposal = new PriorProposal();
    List<Outcome.Pair> pairs =
        LongStream.range(0, BATCH)
            .mapToObj(run -> SimulationRun.execute(simulator, prior, proposal, 1, run))
            .map(Outcome.Pair.class::cast)
            .toList();
    return Learner.create(
            CRITIC,
            new TrainingSettings(BATCH, 1e-3, 0, 0, 5, 0),
            prior,
            proposal,
            simulator.dataShape(),
            Standardisation.from(CRITIC, prior, proposal, pairs, 1),
            1)
        .step(pairs);
  }
}
