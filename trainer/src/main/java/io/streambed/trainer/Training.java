package io.streambed.trainer;

import io.streambed.science.Outcome;
import io.streambed.science.RunBlock;
import io.streambed.science.network.StepReport;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.prior.Proposal;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.trainer.checkpoint.Checkpoint;
import io.streambed.trainer.checkpoint.Finding;
import io.streambed.trainer.checkpoint.Fingerprint;
import io.streambed.trainer.checkpoint.Progress;
import io.streambed.trainer.plan.Account;
import io.streambed.trainer.plan.Arrival;
import io.streambed.trainer.plan.RunOrder;
import io.streambed.trainer.plan.RunPlanner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The state of a training and its transitions: admit the next block, take the next step, begin the
 * next round. What comes out is a function of the outcomes in run order; neither time nor order of
 * arrival enters, unless the budget is one of time. Used by one thread at a time.
 */
final class Training {
  private final ExperimentSettings experiment;
  private final TrainerSettings settings;
  private final RunOrder order;
  private final List<Finding> findings;
  private RunPlanner planner;
  private Round round;
  private Progress progress;
  private Account account;
  private String lastFailure = "";

  private Training(
      ExperimentSettings experiment,
      TrainerSettings settings,
      RunPlanner planner,
      Progress progress,
      Account account,
      Map<Integer, Long> offsets,
      List<Finding> findings) {
    this.experiment = experiment;
    this.settings = settings;
    this.planner = planner;
    this.progress = progress;
    this.account = account;
    this.findings = new ArrayList<>(findings);
    order =
        new RunOrder(
            progress.admitted() / planner.block(), offsets, new DrawnParameters(experiment));
    round = new Round(experiment, settings, progress.round(), lastProposal());
  }

  /** A training before its first run. */
  static Training begin(ExperimentSettings experiment, TrainerSettings settings) {
    TrainerSettings.Plan plan = settings.plan();
    RunPlanner planner =
        RunPlanner.of(plan.block(), plan.window(), plan.runs(), new PriorProposal());
    Account account = Account.EMPTY.withPlanned(planner.planned(0));
    return new Training(
        experiment, settings, planner, Progress.START, account, Map.of(), List.of());
  }

  /** The training that {@code checkpoint} was taken of. */
  static Training resume(
      ExperimentSettings experiment, TrainerSettings settings, Checkpoint checkpoint) {
    TrainerSettings.Plan plan = settings.plan();
    Training training =
        new Training(
            experiment,
            settings,
            new RunPlanner(plan.block(), plan.window(), plan.runs(), checkpoint.starts()),
            checkpoint.progress(),
            checkpoint.account(),
            checkpoint.offsets(),
            checkpoint.findings());
    training.round.restore(
        checkpoint.buffer(), checkpoint.heldOut(), checkpoint.learner().orElse(null));
    if (checkpoint.progress().finished()) {
      training.close();
    }
    return training;
  }

  /** Everything, to go on from later. */
  Checkpoint checkpoint(Fingerprint fingerprint) {
    return new Checkpoint(
        fingerprint,
        progress,
        planner.starts(),
        account,
        round.buffer().contents(),
        round.heldOut().pairs(),
        order.offsets(),
        round.learning() ? Optional.of(round.learner().state()) : Optional.empty(),
        findings);
  }

  /** Takes outcomes in any order; they are admitted in run order by {@link #admit}. */
  RunOrder.Verdict offer(Arrival arrival) {
    return order.offer(arrival, planner, account.planned());
  }

  /**
   * Admits the next block, if it has come, and returns whether it had. Only when no step is due.
   */
  boolean admit() {
    Optional<List<Outcome>> next = order.poll();
    next.ifPresent(this::admit);
    return next.isPresent();
  }

  private void admit(List<Outcome> block) {
    long pairs = block.stream().filter(round::trainsOn).count();
    for (Outcome outcome : block) {
      account = round.admit(outcome, account);
      if (outcome instanceof Outcome.Failed failed) {
        lastFailure =
            "run %d, %s: %s"
                .formatted(
                    failed.run(),
                    failed.cause().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    failed.message());
      }
    }
    progress = progress.plusBlock(block.size(), pairs);
    if (planner.exhausted(progress.admitted())) {
      round.begin();
    }
    account = account.withPlanned(planner.planned(progress.admitted()));
  }

  /**
   * Whether a step is due: as many as the admitted pairs of this round are worth, up to its budget.
   */
  boolean stepDue() {
    return stepsDue() > 0 && !roundSpent() && !progress.finished();
  }

  /** Why no step will ever be due, if so: too few of a limited number of runs gave a pair. */
  Optional<String> starved() {
    return planner.exhausted(progress.admitted()) && !round.learning()
        ? Optional.of(
            "expected at least a batch of %d pairs for training, got %d from all %d runs of training.runs"
                .formatted(settings.optimiser().batch(), round.buffer().size(), planner.limit()))
        : Optional.empty();
  }

  /** Steps that the admitted pairs and the waiting complete blocks are worth beyond those taken. */
  long stepsAhead() {
    if (planner.limit() > 0) {
      return 0;
    }
    double waiting = (double) order.ready() * planner.block();
    return stepsDue()
        + (long) (waiting * settings.replay().schedule().reuse() / settings.optimiser().batch());
  }

  /** Takes the step that is due, {@code sinceLast} after the one before. */
  StepReport step(Duration sinceLast) {
    long before = round.buffer().unused();
    StepReport report =
        round.step(
            progress.roundSteps(),
            settings.budget().elapsedShare(progress.round(), progress.roundTime()));
    account = account.plusBatch(settings.optimiser().batch(), before - round.buffer().unused());
    progress = progress.plusStep(sinceLast, report.skipped());
    return report;
  }

  /** Whether this round's budget is spent. */
  boolean roundSpent() {
    return settings.budget().spent(progress.round(), progress.roundSteps(), progress.roundTime());
  }

  /** Whether a snapshot of what the last step gave is due. */
  boolean snapshotDue() {
    return progress.roundSteps() > 0
        && (progress.steps() % settings.publishEvery() == 0 || roundSpent());
  }

  /** Whether this round is the last. */
  boolean lastRound() {
    return progress.round() == settings.budget().rounds() - 1;
  }

  /**
   * Begins the next round: fresh networks and an empty buffer for the pairs of {@code proposal}.
   * Returns the blocks that it plans at once: none unless the last round's runs were limited.
   */
  List<RunBlock> nextRound(Proposal proposal, Finding finding) {
    account = account.plusEvicted(round.close());
    findings.add(finding);
    planner = planner.then(proposal, progress.admitted());
    progress = progress.nextRound();
    round = new Round(experiment, settings, progress.round(), proposal);
    long before = account.planned();
    account = account.withPlanned(planner.planned(progress.admitted()));
    return planner.between(before, account.planned());
  }

  /**
   * Ends the last round. What is in the buffer, and what is still in flight, will not be trained
   * on: it is evicted at once, and not heeded when it comes.
   */
  void finish() {
    progress = progress.atEnd();
    close();
  }

  private void close() {
    account = account.plusEvicted(account.pending());
    round.buffer().clear();
    order.close();
  }

  /** Counts one snapshot more. */
  void countVersion() {
    progress = progress.plusVersion();
  }

  /** Blocks that were planned at {@code before} admitted runs or later, and those only. */
  List<RunBlock> plannedSince(long before) {
    return planner.between(planner.planned(before), account.planned());
  }

  /**
   * The missing blocks that seem lost: those before the first later one that has come, or else the
   * first missing one alone. Simulators take blocks up in their order, so what lies beyond is most
   * likely still on its way.
   */
  List<RunBlock> overdue() {
    List<RunBlock> missing = missing();
    if (missing.isEmpty()) {
      return missing;
    }
    long first = missing.get(0).number();
    int gap = 1;
    while (gap < missing.size() && missing.get(gap).number() == first + gap) {
      gap++;
    }
    boolean overtaken = order.anyBeyond(first);
    return missing.subList(0, overtaken ? gap : 1);
  }

  /** Planned blocks of which not all has come. */
  List<RunBlock> missing() {
    return planner.between(progress.admitted(), account.planned()).stream()
        .filter(block -> !order.has(block.number()))
        .toList();
  }

  Round round() {
    return round;
  }

  Progress progress() {
    return progress;
  }

  Account account() {
    return account;
  }

  /** The last failed run that was admitted here, and why it failed; empty if none was. */
  String lastFailure() {
    return lastFailure;
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  Map<Integer, Long> offsets() {
    return order.offsets();
  }

  private long stepsDue() {
    if (planner.limit() == 0) {
      return settings.replay().schedule().due(progress.roundPairs()) - progress.roundSteps();
    }
    boolean begun = planner.exhausted(progress.admitted()) && round.learning();
    return begun ? Long.MAX_VALUE - progress.roundSteps() : 0;
  }

  private Proposal lastProposal() {
    return planner.starts().get(planner.starts().size() - 1).proposal();
  }
}
