package io.streambed.trainer;

import io.streambed.science.ContrastSettings;
import io.streambed.science.Data;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.Outcome;
import io.streambed.science.RunBlock;
import io.streambed.science.Tensor;
import io.streambed.science.network.Safetensors;
import io.streambed.science.network.TrainingSettings;
import io.streambed.science.posterior.AdaptationSettings;
import io.streambed.science.posterior.LadderSettings;
import io.streambed.science.posterior.McmcSettings;
import io.streambed.science.prior.Proposal;
import io.streambed.science.simulator.LinearGaussian;
import io.streambed.science.simulator.SimulationRun;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.topics.experiment.PinnedObservation;
import io.streambed.trainer.plan.Arrival;
import io.streambed.trainer.plan.StepSchedule;
import io.streambed.trainer.replay.ReplayBuffer;
import io.streambed.trainer.tracking.TrackingSettings;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

/**
 * A small experiment for tests: three parameters with a known posterior, tiny networks, two rounds.
 */
final class Rehearsal {
  static final int BLOCK = 16;
  static final int WINDOW = 64;

  private Rehearsal() {}

  static ExperimentSettings experiment(long seed) {
    return experiment(seed, EstimatorSettings.Encoder.PERCEPTRON);
  }

  /** The same with another encoder, whether or not it can read these data. */
  static ExperimentSettings experiment(long seed, EstimatorSettings.Encoder encoder) {
    EstimatorSettings estimator =
        new EmbedAndEmulateSettings(
            encoder,
            EstimatorSettings.Critic.COSINE,
            EstimatorSettings.DataTransform.NONE,
            8,
            16,
            1,
            0,
            0,
            false,
            0.1,
            true,
            true,
            ContrastSettings.inBatch(0));
    return experiment(seed, estimator);
  }

  /** The same with another estimator. */
  static ExperimentSettings experiment(long seed, EstimatorSettings estimator) {
    LinearGaussian simulator = new LinearGaussian(3);
    PinnedObservation pinned =
        new PinnedObservation("record", Data.of(new float[] {0.2f, -0.1f, 0.3f}), null);
    return new ExperimentSettings(
        "rehearsal", "a rehearsal", seed, simulator, simulator.prior(), estimator, pinned);
  }

  /**
   * Rounds of these lengths, batches of 16, one run in five held out, a snapshot every 20 steps.
   */
  static TrainerSettings settings(Path folder, List<Long> rounds) {
    return settings(folder, rounds, ReplayBuffer.Kind.ONCE, 1);
  }

  static TrainerSettings settings(
      Path folder, List<Long> rounds, ReplayBuffer.Kind kind, double reuse) {
    return settings(folder, rounds, kind, reuse, 0);
  }

  /** The same with a limited number of runs in each round. */
  static TrainerSettings settings(
      Path folder, List<Long> rounds, ReplayBuffer.Kind kind, double reuse, long runs) {
    return settings(folder, rounds, kind, reuse, runs, NarrowingSettings.Kind.GAUSSIAN);
  }

  /** The same with another kind of proposals. */
  static TrainerSettings settings(
      Path folder,
      List<Long> rounds,
      ReplayBuffer.Kind buffer,
      double reuse,
      long runs,
      NarrowingSettings.Kind kind) {
    LadderSettings ladder =
        new LadderSettings(
            4096,
            1.5,
            2,
            0.7,
            new AdaptationSettings(0, 64, 4, 16_384),
            256,
            0.5,
            0.5,
            0.5,
            3,
            3,
            0.1,
            2048,
            LadderSettings.Last.TEMPERED_SMC,
            new McmcSettings(2, 1, 0.8));
    return new TrainerSettings(
        new Budget(rounds, Duration.ZERO),
        new TrainingSettings(16, 3e-3, 4, 0, 5, 0.9),
        new TrainerSettings.Plan(BLOCK, WINDOW, runs, 2, Duration.ofMinutes(1)),
        new TrainerSettings.Replay(buffer, 200, new StepSchedule(16, reuse, 64)),
        new NarrowingSettings(
            kind,
            Optional.empty(),
            List.of(2.0),
            0.999,
            new NarrowingSettings.Box(0.01, 0.1),
            new NarrowingSettings.Mixture(50, 0.2, 0.5),
            200,
            2048,
            ladder),
        new TrainerSettings.Calibration(5, 100, 50, 512),
        new PromotionSettings(64, 3, 0.99),
        new TrainerSettings.Checkpoints(
            TrainerSettings.Checkpoints.Store.DIRECTORY, folder, Duration.ofHours(1)),
        20,
        5,
        TrackingSettings.NONE);
  }

  /** The same with checkpoints on the topic, as often as can be. */
  static TrainerSettings onTopic(TrainerSettings settings) {
    return new TrainerSettings(
        settings.budget(),
        settings.optimiser(),
        settings.plan(),
        settings.replay(),
        settings.narrowing(),
        settings.calibration(),
        settings.promotion(),
        new TrainerSettings.Checkpoints(
            TrainerSettings.Checkpoints.Store.TOPIC,
            settings.checkpoint().directory(),
            Duration.ofMillis(10)),
        settings.publishEvery(),
        settings.skippedLimit(),
        settings.tracking());
  }

  /** What simulators make of a block; run 7 of every hundred fails. */
  static Arrival simulate(ExperimentSettings experiment, RunBlock block) {
    List<Outcome> outcomes =
        LongStream.range(block.firstRun(), block.firstRun() + block.count())
            .mapToObj(run -> simulate(experiment, run, block.proposal()))
            .toList();
    return new Arrival(block.number(), (int) (block.number() % 3), block.number() / 3, outcomes);
  }

  private static Outcome simulate(ExperimentSettings experiment, long run, Proposal proposal) {
    Outcome outcome =
        SimulationRun.execute(
            experiment.simulator(), experiment.prior(), proposal, experiment.seed(), run);
    return run % 100 == 7 && outcome instanceof Outcome.Pair pair
        ? new Outcome.Failed(
            run, pair.proposal(), pair.parameters(), Outcome.Cause.THREW, "seven is unlucky")
        : outcome;
  }

  /** A gate that lets every model pass, without an incumbent and with this calibrator. */
  static PromotionGate gate(ExperimentSettings experiment, Calibrator calibrator) {
    return new PromotionGate(
        experiment,
        new PromotionSettings(64, 1e9, 0.99),
        calibrator,
        () -> CompletableFuture.completedFuture(Optional.empty()));
  }

  /** SHA-256 of a model's weights. */
  static String hash(SortedMap<String, Tensor> tensors) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Safetensors.write(tensors)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
