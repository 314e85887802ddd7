package io.streambed.trainer;

import io.streambed.science.Posterior;
import io.streambed.science.RunBlock;
import io.streambed.science.network.StepReport;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.trainer.checkpoint.Checkpoint;
import io.streambed.trainer.checkpoint.CheckpointException;
import io.streambed.trainer.checkpoint.CheckpointStore;
import io.streambed.trainer.checkpoint.Finding;
import io.streambed.trainer.checkpoint.Progress;
import io.streambed.trainer.plan.Arrival;
import io.streambed.trainer.plan.RunOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pieces of a trainer's work, one at a time, on its actor's thread; what takes long runs
 * elsewhere and is settled later.
 */
final class TrainerWork {
  private static final Logger LOG = LoggerFactory.getLogger(TrainerWork.class);

  private final ExperimentSettings experiment;
  private final TrainerSettings settings;
  private final ActorContext<Trainer.Command> context;
  private final Executor elsewhere;
  private final Narrower narrower;
  private final CheckpointKeeper checkpoints;
  private final Training training;
  private final RunPublisher runs;
  private final SnapshotPublisher snapshots;
  private final TrainerMeter meter;
  private Phase phase;
  private boolean unobserved;
  private String failure = "";
  private long lastStep;

  TrainerWork(
      ExperimentSettings experiment,
      TrainerSettings settings,
      CheckpointStore store,
      Target target,
      Outlets outlets,
      PromotionGate gate,
      String process,
      ActorContext<Trainer.Command> context) {
    this.experiment = experiment;
    this.settings = settings;
    this.context = context;
    elsewhere = context.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
    narrower = new Narrower(experiment, settings.narrowing(), target, elsewhere);
    long now = System.nanoTime();
    checkpoints =
        new CheckpointKeeper(
            store,
            ExperimentFingerprint.of(experiment, settings),
            settings.checkpoint().every(),
            elsewhere,
            now);
    runs = new RunPublisher(outlets.runs(), settings.plan().reissueAfter(), now);
    snapshots = new SnapshotPublisher(outlets.models(), gate, checkpoints::any, elsewhere);
    meter = new TrainerMeter(process, experiment, settings.budget(), outlets.telemetry(), now);
    Optional<Checkpoint> checkpoint = checkpoints.load();
    training =
        checkpoint
            .map(found -> Training.resume(experiment, settings, found))
            .orElseGet(() -> Training.begin(experiment, settings));
    phase = training.progress().finished() ? Phase.FINISHED : Phase.TRAINING;
    lastStep = now;
    if (checkpoint.isPresent()) {
      goOn();
    } else {
      runs.publish(training.missing());
    }
  }

  private void goOn() {
    LOG.info("experiment {} goes on at {}", experiment.name(), training.progress().summary());
    if (training.snapshotDue()) {
      // It was counted, but may not have gone out. A repeat has the same version, weights and
      // SHA-256; its time, and its calibration if more was held out meanwhile, may differ.
      publishSnapshot();
    }
  }

  RunOrder.Verdict offer(Arrival arrival) {
    RunOrder.Verdict verdict = training.offer(arrival);
    if (verdict instanceof RunOrder.Held) {
      runs.arrived(System.nanoTime());
    }
    return verdict;
  }

  /** Whether so much waits that no more should be asked for. */
  boolean full() {
    return phase == Phase.TRAINING && training.stepsAhead() > settings.plan().stepsAhead();
  }

  /** Does one piece of work and returns whether there may be more. */
  boolean proceed() {
    meter.works(System.nanoTime());
    boolean more = work();
    if (!more) {
      meter.waits(System.nanoTime());
    }
    return more;
  }

  private boolean work() {
    if (phase == Phase.NARROWING || phase == Phase.FAILED) {
      return false;
    }
    if (training.stepDue()) {
      step();
      return true;
    }
    if (phase == Phase.TRAINING && training.roundSpent()) {
      endRound();
      return true;
    }
    long before = training.progress().admitted();
    boolean admitted = training.admit();
    if (admitted) {
      meter.admitted(training.progress().admitted() - before);
      runs.publish(training.plannedSince(before));
      training.starved().ifPresent(this::fail);
    }
    return admitted;
  }

  /** Takes notice of what ran elsewhere. */
  void settle(Ending ending) {
    if (ending instanceof Ending.Narrowed narrowed) {
      beginRound(narrowed.narrowing());
    } else if (ending instanceof Ending.Unnarrowed unnarrowed) {
      int round = training.progress().round();
      fail("round %d could not be narrowed: %s".formatted(round, unnarrowed.cause()));
    } else if (ending instanceof Ending.Unobserved nothing) {
      unobserved = true;
      meter.note("narrowing", nothing.note());
    } else if (ending instanceof Ending.Published published) {
      meter.published(published.snapshot());
      snapshots.next(published.snapshot()).ifPresent(this::awaitPublication);
    } else if (ending instanceof Ending.Unpublished unpublished) {
      Duration pause = snapshots.failed();
      meter.note(
          "publication",
          "the last model was not published, will be tried again: " + unpublished.cause());
      LOG.warn("a model was not published, again in {} s", pause.toSeconds(), unpublished.cause());
      context.scheduleOnce(pause, context.getSelf(), new Trainer.Settled(new Ending.Paused()));
    } else if (ending instanceof Ending.Paused) {
      snapshots.again().ifPresent(this::awaitPublication);
    } else if (ending instanceof Ending.Saved) {
      checkpoints.settled(true);
      meter.note("checkpoint", "");
      snapshots.saved().ifPresent(this::awaitPublication);
    } else if (ending instanceof Ending.Unsaved unsaved) {
      checkpoints.settled(false);
      warnUnsaved(unsaved.cause());
    }
  }

  /** Once a second: looks for missing blocks or observations, saves if it is time, reports. */
  void report() {
    long now = System.nanoTime();
    if (phase == Phase.TRAINING && !training.stepDue()) {
      runs.publishAgain(training.overdue(), now);
    } else {
      runs.busy(now);
    }
    if (unobserved) {
      lastStep = System.nanoTime();
      narrow();
    }
    if (phase != Phase.FAILED) {
      checkpoints.saveIfDue(training, now).ifPresent(this::awaitCheckpoint);
    }
    meter.report(training, phase, checkpoints.savedSteps(), now);
  }

  Description describe() {
    return new Description(
        phase,
        training.progress(),
        training.account(),
        training.offsets(),
        training.findings(),
        failure);
  }

  /** Writes a checkpoint before it returns, unless the training has failed. */
  void saveNow() {
    if (phase == Phase.FAILED) {
      return;
    }
    try {
      checkpoints.saveNow(training);
    } catch (CheckpointException problem) {
      warnUnsaved(problem);
    }
  }

  private void step() {
    long before = System.nanoTime();
    StepReport report = training.step(Duration.ofNanos(before - lastStep));
    lastStep = before;
    meter.step(report);
    Progress progress = training.progress();
    if (progress.skippedInARow() >= settings.skippedLimit()) {
      fail(
          "training diverged at step %d (round %d): loss %s, %d steps skipped in a row; the last good checkpoint stays"
              .formatted(
                  progress.steps(), progress.round(), report.loss(), progress.skippedInARow()));
    } else if (training.snapshotDue()) {
      training.countVersion();
      if (!checkpoints.any()) {
        saveNow();
      }
      publishSnapshot();
    }
  }

  private void endRound() {
    if (training.lastRound()) {
      training.finish();
      phase = Phase.FINISHED;
      LOG.info("experiment {} is trained: {}", experiment.name(), training.account());
      awaitCheckpoint(checkpoints.save(training, System.nanoTime()));
      return;
    }
    phase = Phase.NARROWING;
    narrow();
  }

  private void narrow() {
    unobserved = false;
    settleLater(narrower.narrow(training.round()), Function.identity(), Ending.Unnarrowed::new);
  }

  private void beginRound(Narrowing narrowing) {
    Finding finding = narrowing.finding();
    LOG.info("{}", narrowing);
    meter.note("narrowing", "");
    if (narrowing.sampled().status() != Posterior.Status.COMPLETE) {
      meter.narrowedDoubtfully(finding.round(), narrowing.sampled());
    }
    List<RunBlock> planned = training.nextRound(narrowing.proposal(), finding);
    phase = Phase.TRAINING;
    // On disk before anyone hears of the proposal: a restart must not come to another one.
    saveNow();
    runs.publish(planned);
  }

  private void fail(String cause) {
    failure = cause;
    phase = Phase.FAILED;
    meter.note("failure", cause);
    LOG.error("experiment {}: {}", experiment.name(), cause);
  }

  private void publishSnapshot() {
    snapshots
        .publish(SnapshotDraft.of(experiment, settings, training, Instant.now()))
        .ifPresent(this::awaitPublication);
  }

  private void awaitPublication(CompletionStage<Ending> publication) {
    settleLater(publication, Function.identity(), Ending.Unpublished::new);
  }

  private void awaitCheckpoint(CompletionStage<Void> saving) {
    settleLater(saving, done -> new Ending.Saved(), Ending.Unsaved::new);
  }

  private void warnUnsaved(Throwable cause) {
    String meanwhile = checkpoints.any() ? "" : ", models wait for one";
    meter.note(
        "checkpoint", "not saved, training goes on%s: %s".formatted(meanwhile, cause.getMessage()));
    LOG.warn("no checkpoint, training goes on{}: {}", meanwhile, cause.getMessage());
  }

  private <T> void settleLater(
      CompletionStage<T> stage, Function<T, Ending> ended, Function<Throwable, Ending> failed) {
    context.pipeToSelf(
        stage,
        (value, problem) ->
            new Trainer.Settled(
                problem == null ? ended.apply(value) : failed.apply(Ending.cause(problem))));
  }
}
