package io.streambed.trainer;

import io.streambed.science.RunBlock;
import io.streambed.science.network.TrainingSettings;
import io.streambed.topics.experiment.CheckedSettings;
import io.streambed.trainer.plan.StepSchedule;
import io.streambed.trainer.replay.ReplayBuffer;
import io.streambed.trainer.tracking.TrackingSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The trainer's share of an experiment file: sections training, narrowing, calibration and
 * checkpoint.
 *
 * @param budget rounds and their lengths
 * @param optimiser how a learner takes steps; its decay is set for each round
 * @param plan which runs are planned when
 * @param replay which pairs a batch is made of
 * @param narrowing how the next round's proposal is made
 * @param calibration which pairs are held out
 * @param checkpoint where and how often
 * @param publishEvery gradient steps between two snapshots
 * @param skippedLimit skipped steps in a row that count as divergence
 * @param tracking where a training is tracked
 */
public record TrainerSettings(
    Budget budget,
    TrainingSettings optimiser,
    Plan plan,
    Replay replay,
    NarrowingSettings narrowing,
    Calibration calibration,
    PromotionSettings promotion,
    CheckpointFolder checkpoint,
    long publishEvery,
    int skippedLimit,
    TrackingSettings tracking) {

  /**
   * @param block runs in a block
   * @param window runs planned beyond the admitted, a multiple of the block
   * @param runs of each round, a multiple of the block, all simulated before its first step; 0 for
   *     no limit
   * @param stepsAhead steps' worth of waiting pairs above which no more are asked for
   * @param reissueAfter how long to starve at least before overdue blocks are announced again
   */
  public record Plan(int block, int window, long runs, int stepsAhead, Duration reissueAfter) {
    public Plan {
      if (block < 1 || window < block || window % block != 0) {
        throw new IllegalArgumentException(
            "expected training.window to be a positive multiple of training.block, got %d and %d"
                .formatted(window, block));
      }
      if (runs < 0 || runs % block != 0) {
        throw new IllegalArgumentException(
            "expected training.runs to be a multiple of training.block, got %d and %d"
                .formatted(runs, block));
      }
    }
  }

  /**
   * @param kind of buffer
   * @param capacity pairs kept
   * @param schedule when steps are due
   */
  public record Replay(ReplayBuffer.Kind kind, int capacity, StepSchedule schedule) {
    public Replay {
      boolean once = kind == ReplayBuffer.Kind.ONCE;
      if (once && schedule.reuse() != 1) {
        throw new IllegalArgumentException(
            "expected training.reuse = 1 with buffer.kind = once, got %s; use window or reservoir"
                .formatted(schedule.reuse()));
      }
      if (kind == ReplayBuffer.Kind.RESERVOIR && schedule.reuse() < 1) {
        throw new IllegalArgumentException(
            "expected training.reuse >= 1 with buffer.kind = reservoir, got " + schedule.reuse());
      }
      if (!once && capacity < schedule.standardisation()) {
        throw new IllegalArgumentException(
            "expected buffer.capacity >= training.standardisation-pairs, got %d and %d"
                .formatted(capacity, schedule.standardisation()));
      }
    }
  }

  /**
   * @param every one run in so many is held out
   * @param keep held-out pairs kept
   * @param pairs used for a snapshot's calibration
   * @param candidates draws of the proposal that stand for each of their posteriors
   */
  public record Calibration(int every, int keep, int pairs, int candidates) {}

  /**
   * @param directory of the checkpoints
   * @param every time between two
   */
  public record CheckpointFolder(Path directory, Duration every) {}

  public TrainerSettings {
    if (publishEvery < 1 || skippedLimit < 1) {
      throw new IllegalArgumentException(
          "expected publishEvery >= 1 and skippedLimit >= 1, got %d and %d"
              .formatted(publishEvery, skippedLimit));
    }
    long runs = plan.runs();
    long training = runs - runs / calibration.every();
    if (runs > 0
        && (replay.kind() == ReplayBuffer.Kind.ONCE
            || replay.capacity() < training
            || training < optimiser.batch())) {
      throw new IllegalArgumentException(
          "expected training.runs = %d to give at least a batch of %d pairs for training, and buffer.kind = window or reservoir to keep them all, got buffer.kind = %s and buffer.capacity = %d"
              .formatted(
                  runs,
                  optimiser.batch(),
                  replay.kind().name().toLowerCase(Locale.ROOT),
                  replay.capacity()));
    }
  }

  /** Reads the trainer's sections of a whole file, and notes every mistake in them. */
  public static TrainerSettings from(CheckedSettings file) {
    CheckedSettings training = file.section("training");
    CheckedSettings calibration = file.section("calibration");
    CheckedSettings checkpoint = file.section("checkpoint");
    // What is right or wrong on its own comes first, so that it is noted even if the rest does not
    // fit together.
    Calibration heldOut =
        new Calibration(
            calibration.integer("every", 2, 1 << 30),
            calibration.integer("keep", 1, 1 << 24),
            calibration.integer("pairs", 1, 1 << 24),
            calibration.integer("candidates", 16, 1 << 24));
    PromotionSettings promotion = PromotionSettings.from(file);
    CheckpointFolder checkpoints =
        new CheckpointFolder(
            Path.of(checkpoint.text("directory")),
            checkpoint.duration("every", Duration.ofMillis(10), Duration.ofDays(1)));
    NarrowingSettings narrowing = NarrowingSettings.from(file);
    TrainingSettings optimiser = optimiser(training);
    return new TrainerSettings(
        budget(training, file.section("narrowing")),
        optimiser,
        new Plan(
            training.integer("block", 1, RunBlock.MOST_RUNS),
            training.integer("window", 1, 1 << 28),
            training.whole("runs", 0, 1L << 40),
            training.integer("steps-ahead", 1, 1 << 20),
            training.duration("reissue-after", Duration.ofMillis(100), Duration.ofDays(30))),
        replay(training, optimiser.batch()),
        narrowing,
        heldOut,
        promotion,
        checkpoints,
        training.whole("publish-every", 1, Long.MAX_VALUE),
        training.integer("skipped-limit", 1, Integer.MAX_VALUE),
        TrackingSettings.from(training));
  }

  /** The optimiser of round {@code round}, with its decay. */
  TrainingSettings optimiser(int round) {
    return new TrainingSettings(
        optimiser.batch(),
        optimiser.rate(),
        optimiser.warmUpSteps(),
        budget.decaySteps(round),
        optimiser.clipNorm(),
        optimiser.averaging());
  }

  /** Steps that {@code pairs} pairs are good for, at least 1. */
  public long steps(long pairs) {
    return Math.max(1, Math.round(pairs * replay.schedule().reuse() / optimiser.batch()));
  }

  private static Budget budget(CheckedSettings training, CheckedSettings narrowing) {
    List<Long> rounds = narrowing.wholes("steps", 1, Long.MAX_VALUE);
    return new Budget(
        rounds.isEmpty() ? List.of(training.whole("steps", 0, Long.MAX_VALUE)) : rounds,
        Duration.ofSeconds(Math.round(60 * training.real("minutes", 0, 1e6))));
  }

  private static TrainingSettings optimiser(CheckedSettings training) {
    return new TrainingSettings(
        training.integer("batch", 2, 1 << 20),
        training.positive("rate"),
        training.integer("warm-up-steps", 0, Integer.MAX_VALUE),
        0,
        training.positive("clip-norm"),
        training.real("averaging", 0, 0.999999));
  }

  private static Replay replay(CheckedSettings training, int batch) {
    return new Replay(
        training.choice("buffer.kind", ReplayBuffer.Kind.class),
        training.integer("buffer.capacity", 1, Integer.MAX_VALUE),
        new StepSchedule(
            batch,
            training.realAbove("reuse", 0, 1e6),
            training.integer("standardisation-pairs", 2, Integer.MAX_VALUE)));
  }
}
