package io.streambed.trainer;

import io.streambed.science.RunBlock;
import io.streambed.science.network.StepReport;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.trainer.plan.Account;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Drives a training without actors: simulators that finish blocks in a random order, some of them
 * twice.
 */
final class Rehearsing {
  private final ExperimentSettings experiment;
  private final TrainerSettings settings;
  private final Training training;
  private final Random arrival;
  private final List<RunBlock> underWay;

  Rehearsing(
      ExperimentSettings experiment, TrainerSettings settings, Training training, long order) {
    this.experiment = experiment;
    this.settings = settings;
    this.training = training;
    arrival = new Random(order);
    underWay = new ArrayList<>(training.missing());
  }

  /** Until the training is finished or this many steps are taken. */
  void until(long steps, Consumer<Training> afterEach) {
    while (!training.progress().finished() && training.progress().steps() < steps) {
      if (training.stepDue()) {
        StepReport report = training.step(Duration.ZERO);
        if (report.skipped()) {
          throw new AssertionError("expected a step that is not skipped, got " + report);
        }
      } else if (training.roundSpent()) {
        endRound();
      } else {
        long before = training.progress().admitted();
        if (training.admit()) {
          underWay.addAll(training.plannedSince(before));
        } else {
          finishOne();
        }
      }
      afterEach.accept(training);
    }
  }

  private void finishOne() {
    RunBlock block = underWay.get(arrival.nextInt(underWay.size()));
    if (arrival.nextInt(5) > 0) {
      underWay.remove(block);
    }
    training.offer(Rehearsal.simulate(experiment, block));
  }

  private void endRound() {
    if (training.lastRound()) {
      training.finish();
      return;
    }
    Round round = training.round();
    Narrowing narrowing =
        Narrowing.of(
            experiment,
            settings.narrowing(),
            round.number(),
            round.proposal(),
            round.learner().tensors(),
            Target.pinned(experiment));
    underWay.addAll(training.nextRound(narrowing.proposal(), narrowing.finding()));
  }

  /**
   * That planned = trained + held out + evicted + failed + pending, with the pending counted on
   * their own.
   */
  static void requireBalance(Training training) {
    Account account = training.account();
    long pending =
        training.progress().finished()
            ? 0
            : account.planned()
                - training.progress().admitted()
                + training.round().buffer().unused();
    if (account.pending() != pending) {
      throw new AssertionError("expected %d pending, got %s".formatted(pending, account));
    }
  }
}
