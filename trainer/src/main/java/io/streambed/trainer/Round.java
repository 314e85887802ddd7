package io.streambed.trainer;

import io.streambed.science.Data;
import io.streambed.science.Outcome;
import io.streambed.science.network.Learner;
import io.streambed.science.network.LearnerState;
import io.streambed.science.network.Standardisation;
import io.streambed.science.network.StepReport;
import io.streambed.science.prior.Proposal;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.trainer.plan.Account;
import io.streambed.trainer.replay.HeldOut;
import io.streambed.trainer.replay.ReplayBuffer;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One round of training: pairs of one proposal, their buffer, and the networks that learn from
 * them.
 */
final class Round {
  private final ExperimentSettings experiment;
  private final TrainerSettings settings;
  private final int number;
  private final Proposal proposal;
  private final ReplayBuffer buffer;
  private final HeldOut heldOut;
  private @Nullable Learner learner;

  /** A round without any pairs. */
  Round(ExperimentSettings experiment, TrainerSettings settings, int number, Proposal proposal) {
    this.experiment = experiment;
    this.settings = settings;
    this.number = number;
    this.proposal = proposal;
    TrainerSettings.Replay replay = settings.replay();
    buffer = ReplayBuffer.of(replay.kind(), replay.capacity(), seed());
    heldOut = new HeldOut(settings.calibration().every(), settings.calibration().keep());
  }

  /** Puts back what a checkpoint kept of this round. */
  void restore(
      List<ReplayBuffer.Kept> kept, List<Outcome.Pair> pairs, @Nullable LearnerState state) {
    buffer.restore(kept);
    pairs.forEach(heldOut::add);
    if (state != null) {
      learner =
          Learner.restore(
              experiment.estimator(),
              settings.optimiser(number),
              experiment.prior(),
              proposal,
              dataShape(),
              state);
    }
  }

  int number() {
    return number;
  }

  Proposal proposal() {
    return proposal;
  }

  /**
   * Files one admitted outcome and returns the account with it. Pairs of another proposal are
   * evicted.
   */
  Account admit(Outcome outcome, Account account) {
    if (!(outcome instanceof Outcome.Pair pair) || !fits(pair.data())) {
      return account.plusFailed();
    }
    if (pair.proposal() != proposal.id()) {
      return account.plusEvicted(1);
    }
    if (heldOut.takes(pair.run())) {
      heldOut.add(pair);
      return account.plusHeldOut();
    }
    Account after = account.plusEvicted(buffer.add(pair));
    boolean limited = settings.plan().runs() > 0;
    int first = settings.replay().schedule().standardisation();
    if (learner == null && !limited && buffer.size() == first) {
      learner = create();
    }
    return after;
  }

  /** No further pairs will come: begins with those there are, if they fill a batch. */
  void begin() {
    if (learner == null && buffer.size() >= settings.optimiser().batch()) {
      learner = create();
    }
  }

  /** Whether {@link #admit} would put this outcome into the buffer. */
  boolean trainsOn(Outcome outcome) {
    return outcome instanceof Outcome.Pair pair
        && fits(pair.data())
        && pair.proposal() == proposal.id()
        && !heldOut.takes(pair.run());
  }

  /** Takes the gradient step after {@code steps} steps of this round. */
  StepReport step(long steps, OptionalDouble elapsedShare) {
    List<Outcome.Pair> batch = buffer.batch(settings.optimiser().batch(), steps);
    return elapsedShare.isPresent()
        ? learner().step(batch, elapsedShare.getAsDouble())
        : learner().step(batch);
  }

  /** Whether there are networks yet. */
  boolean learning() {
    return learner != null;
  }

  /** The networks of this round. */
  Learner learner() {
    Learner present = learner;
    if (present == null) {
      throw new IllegalStateException("expected a learner in round " + number);
    }
    return present;
  }

  /**
   * Loss of up to a batch of the latest held-out pairs, nats; NaN before there are networks or two
   * pairs.
   */
  double heldOutLoss() {
    List<Outcome.Pair> pairs = heldOut.latest(settings.optimiser().batch());
    return learner == null || pairs.size() < 2 ? Double.NaN : learner.loss(pairs);
  }

  ReplayBuffer buffer() {
    return buffer;
  }

  HeldOut heldOut() {
    return heldOut;
  }

  /** Drops all pairs; returns how many of them no step had used. */
  int close() {
    int unused = buffer.unused();
    buffer.clear();
    heldOut.clear();
    return unused;
  }

  private Learner create() {
    List<Outcome.Pair> first = buffer.contents().stream().map(ReplayBuffer.Kept::pair).toList();
    Standardisation standardisation =
        Standardisation.from(experiment.estimator(), experiment.prior(), proposal, first, seed());
    return Learner.create(
        experiment.estimator(),
        settings.optimiser(number),
        experiment.prior(),
        proposal,
        dataShape(),
        standardisation,
        seed());
  }

  private boolean fits(Data data) {
    return data.shape().equals(dataShape()) && data.isFinite();
  }

  private List<Integer> dataShape() {
    return experiment.simulator().dataShape();
  }

  private long seed() {
    return RoundSeed.of(experiment.seed(), number);
  }
}
