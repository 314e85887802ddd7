package io.streambed.trainer;

import io.streambed.science.ModelSnapshot;
import io.streambed.science.Outcome;
import io.streambed.science.network.StepReport;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.trainer.Trainer.Ending;
import io.streambed.trainer.checkpoint.Checkpoint;
import io.streambed.trainer.checkpoint.CheckpointException;
import io.streambed.trainer.checkpoint.CheckpointStore;
import io.streambed.trainer.checkpoint.Finding;
import io.streambed.trainer.checkpoint.Fingerprint;
import io.streambed.trainer.checkpoint.Progress;
import io.streambed.trainer.plan.Arrival;
import io.streambed.trainer.plan.RunOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
  private final CheckpointStore store;
  private final Outlets outlets;
  private final ActorContext<Trainer.Command> context;
  private final Executor elsewhere;
  private final Fingerprint fingerprint;
  private final Training training;
  private final boolean resumed;
  private final RunPublisher runs;
  private final SnapshotPublisher snapshots;
  private final TrainerMeter meter;
  private Phase phase;
  private String failure = "";
  private long lastStep;
  private long lastSave;
  private boolean saving;

  TrainerWork(
      ExperimentSettings experiment,
      TrainerSettings settings,
      CheckpointStore store,
      Outlets outlets,
      Calibrator calibrator,
      String process,
      ActorContext<Trainer.Command> context) {
    this.experiment = experiment;
    this.settings = settings;
    this.store = store;
    this.outlets = outlets;
    this.context = context;
    elsewhere = context.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
    fingerprint = ExperimentFingerprint.of(experiment, settings);
    Optional<Checkpoint> checkpoint = store.load(fingerprint);
    resumed = checkpoint.isPresent();
    training =
        checkpoint
            .map(found -> Training.resume(experiment, settings, found))
            .orElseGet(() -> Training.begin(experiment, settings));
    long now = System.nanoTime();
    lastStep = now;
    lastSave = now;
    runs = new RunPublisher(outlets.runs(), settings.plan().reissueAfter(), now);
    snapshots = new SnapshotPublisher(experiment, outlets.models(), calibrator, elsewhere);
    meter = new TrainerMeter(process, experiment, now);
    phase = training.progress().finished() ? Phase.FINISHED : Phase.TRAINING;
  }

  /** Announces the first runs, or after a restart the snapshot that may not have gone out. */
  void start() {
    Progress progress = training.progress();
    if (!resumed) {
      runs.publish(training.missing());
    } else {
      LOG.info(
          "experiment {} goes on at round {}, step {}, {} runs admitted",
          experiment.name(),
          progress.round(),
          progress.steps(),
          progress.admitted());
      if (snapshotDue()) {
        publish(draft());
      }
    }
  }

  RunOrder.Verdict offer(Arrival arrival) {
    runs.fed(System.nanoTime());
    return training.offer(arrival);
  }

  /** Whether so much waits that no more should be asked for. */
  boolean full() {
    return phase == Phase.TRAINING && training.stepsAhead() > settings.plan().stepsAhead();
  }

  /** Does one piece of work and returns whether there may be more. */
  boolean proceed() {
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
    }
    return admitted;
  }

  /** Takes notice of what ran elsewhere. */
  void settle(Ending ending) {
    if (ending instanceof Trainer.Narrowed narrowed) {
      beginRound(narrowed.narrowing());
    } else if (ending instanceof Trainer.Stuck stuck) {
      fail(
          "round %d could not be narrowed: %s"
              .formatted(training.progress().round(), stuck.cause()));
    } else if (ending instanceof Trainer.Published published) {
      meter.note("publication", "");
      LOG.info("model {} is published", published.snapshot().provenance().version());
      snapshots.next().ifPresent(this::awaitPublication);
    } else if (ending instanceof Trainer.Unpublished unpublished) {
      meter.note("publication", "the last snapshot could not be published: " + unpublished.cause());
      LOG.warn("a snapshot could not be published", unpublished.cause());
      snapshots.next().ifPresent(this::awaitPublication);
    } else if (ending instanceof Trainer.Saved) {
      saving = false;
      meter.note("checkpoint", "");
    } else if (ending instanceof Trainer.Unsaved unsaved) {
      saving = false;
      warnUnsaved(unsaved.cause());
    }
  }

  /** Once a second. */
  void report() {
    long now = System.nanoTime();
    boolean starving = phase == Phase.TRAINING && !training.stepDue();
    if (starving) {
      runs.publishAgain(training.missing(), now);
    } else {
      runs.fed(now);
    }
    boolean changing = phase == Phase.TRAINING || phase == Phase.FINISHED;
    if (changing && !saving && now - lastSave >= settings.checkpoint().every().toNanos()) {
      save();
    }
    Progress progress = training.progress();
    double share =
        settings
            .budget()
            .overallShare(progress.round(), progress.roundSteps(), progress.roundTime());
    outlets
        .telemetry()
        .publish(meter.report(training, phase, heldOutLoss(), share, now))
        .whenComplete(
            (done, problem) -> {
              if (problem != null) {
                LOG.debug("telemetry was not published: {}", problem.toString());
              }
            });
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
      store.save(training.checkpoint(fingerprint));
    } catch (CheckpointException problem) {
      warnUnsaved(problem);
    }
  }

  private void step() {
    long before = System.nanoTime();
    StepReport report = training.step(Duration.ofNanos(before - lastStep));
    lastStep = before;
    meter.step(report, System.nanoTime() - before);
    Progress progress = training.progress();
    if (!Double.isFinite(report.loss()) || progress.skippedInARow() >= settings.skippedLimit()) {
      fail(
          "training diverged at step %d (round %d): loss %s, %d steps skipped in a row; the last good checkpoint stays"
              .formatted(
                  progress.steps(), progress.round(), report.loss(), progress.skippedInARow()));
    } else if (snapshotDue()) {
      training.countVersion();
      publish(draft());
    }
  }

  private boolean snapshotDue() {
    long steps = training.progress().steps();
    return training.round().learning()
        && training.progress().roundSteps() > 0
        && (steps % settings.publishEvery() == 0 || training.roundSpent());
  }

  private void endRound() {
    if (training.lastRound()) {
      training.finish();
      phase = Phase.FINISHED;
      LOG.info(
          "experiment {} is trained: {} steps", experiment.name(), training.progress().steps());
      save();
      return;
    }
    phase = Phase.NARROWING;
    Round round = training.round();
    var tensors = round.learner().tensors();
    settleLater(
        CompletableFuture.supplyAsync(
            () ->
                Narrowing.of(
                    experiment, settings.narrowing(), round.number(), round.proposal(), tensors),
            elsewhere),
        Trainer.Narrowed::new,
        Trainer.Stuck::new);
  }

  private void beginRound(Narrowing narrowing) {
    Finding finding = narrowing.finding();
    LOG.info(
        "round {} found means {}, deviations {}; {} of the mass was cut; sampler {}, {}",
        finding.round(),
        finding.means(),
        finding.deviations(),
        finding.cutMass(),
        narrowing.sampled().sampler(),
        narrowing.sampled().status());
    training.nextRound(narrowing.proposal(), finding);
    phase = Phase.TRAINING;
    // On disk before anyone hears of the proposal: a restart must not come to another one.
    saveNow();
  }

  private void fail(String cause) {
    failure = cause;
    phase = Phase.FAILED;
    meter.note("failure", cause);
    LOG.error("experiment {}: {}", experiment.name(), cause);
  }

  private SnapshotDraft draft() {
    return SnapshotDraft.of(experiment, settings, training, Instant.now());
  }

  private void publish(SnapshotDraft draft) {
    snapshots.publish(draft).ifPresent(this::awaitPublication);
  }

  private void awaitPublication(CompletionStage<ModelSnapshot> publication) {
    settleLater(publication, Trainer.Published::new, Trainer.Unpublished::new);
  }

  private void save() {
    saving = true;
    lastSave = System.nanoTime();
    Checkpoint checkpoint = training.checkpoint(fingerprint);
    settleLater(
        CompletableFuture.runAsync(() -> store.save(checkpoint), elsewhere),
        done -> new Trainer.Saved(),
        Trainer.Unsaved::new);
  }

  private void warnUnsaved(Throwable cause) {
    meter.note("checkpoint", "not saved, training goes on: " + cause.getMessage());
    LOG.warn("no checkpoint, training goes on: {}", cause.getMessage());
  }

  private double heldOutLoss() {
    List<Outcome.Pair> pairs = training.round().heldOut().latest(settings.optimiser().batch());
    boolean measurable = phase == Phase.TRAINING && training.round().learning() && pairs.size() > 1;
    return measurable ? training.round().learner().loss(pairs) : Double.NaN;
  }

  private <T> void settleLater(
      CompletionStage<T> stage, Function<T, Ending> ended, Function<Throwable, Ending> failed) {
    context.pipeToSelf(
        stage,
        (value, problem) ->
            new Trainer.Settled(problem == null ? ended.apply(value) : failed.apply(problem)));
  }
}
