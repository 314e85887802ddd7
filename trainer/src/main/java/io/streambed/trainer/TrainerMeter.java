package io.streambed.trainer;

import io.streambed.science.ModelSnapshot;
import io.streambed.science.Verdict;
import io.streambed.science.network.StepReport;
import io.streambed.science.posterior.Sampled;
import io.streambed.topics.Telemetry;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.trainer.checkpoint.Finding;
import io.streambed.trainer.checkpoint.Progress;
import io.streambed.trainer.plan.Account;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what a trainer does between two reports; a report carries the loss curve's newest point.
 */
final class TrainerMeter {
  private static final Logger LOG = LoggerFactory.getLogger(TrainerMeter.class);

  private final String process;
  private final ExperimentSettings experiment;
  private final Budget budget;
  private final Outlet<Telemetry> outlet;
  private final Map<String, String> notes = new TreeMap<>();
  private long since;
  private long idle;
  private long waitingSince;
  private boolean waiting;
  private long steps;
  private long admitted;
  private double lossSum;
  private long lossCount;
  private long promoted;
  private @Nullable StepReport last;
  private CompletableFuture<Done> underWay = CompletableFuture.completedFuture(Done.getInstance());

  TrainerMeter(
      String process,
      ExperimentSettings experiment,
      Budget budget,
      Outlet<Telemetry> outlet,
      long now) {
    this.process = process;
    this.experiment = experiment;
    this.budget = budget;
    this.outlet = outlet;
    this.since = now;
  }

  /** From now on there is nothing to do before further pairs come. */
  void waits(long now) {
    waiting = true;
    waitingSince = now;
  }

  /** From now on there is something to do. */
  void works(long now) {
    if (waiting) {
      idle += now - waitingSince;
    }
    waiting = false;
  }

  /** One step. */
  void step(StepReport report) {
    steps++;
    last = report;
    if (!report.skipped()) {
      lossSum += report.loss();
      lossCount++;
    }
  }

  /** So many runs more. */
  void admitted(long runs) {
    admitted += runs;
  }

  /** A model is on its topic. */
  void published(ModelSnapshot model) {
    long version = model.provenance().version();
    note("publication", "");
    note("calibration", model.calibration() == null ? "model %d has none".formatted(version) : "");
    Verdict verdict = model.verdict();
    if (verdict == null) {
      return;
    }
    if (verdict.promoted()) {
      promoted = version;
      note("doubts_in_serving_model", doubts(version, verdict.flags()));
    } else {
      note("doubts_in_serving_model", doubts(verdict.incumbent(), verdict.incumbentFlags()));
    }
    String outcome =
        "model %d is %s: %s"
            .formatted(version, verdict.promoted() ? "promoted" : "not promoted", verdict.reason());
    note("promotion", outcome);
    LOG.info("{}; {}", outcome, notes.getOrDefault("doubts_in_serving_model", "no doubts"));
  }

  private static String doubts(long version, List<String> flags) {
    return flags.isEmpty() ? "" : "model %d: %s".formatted(version, String.join("; ", flags));
  }

  /** The next round's proposal was fitted to a sample that is not complete. */
  void narrowedDoubtfully(int round, Sampled sampled) {
    String doubt =
        "round %d: %s, effective sample size %.0f"
            .formatted(
                round + 1,
                sampled.status().name().toLowerCase(Locale.ROOT),
                sampled.trust().effectiveSampleSize());
    notes.merge("doubtful_narrowing", doubt, (before, next) -> before + "; " + next);
    LOG.warn("the next round is narrowed around a doubtful sample of {}", doubt);
  }

  /** A note that stays in all reports until it is replaced; an empty one is removed. */
  void note(String name, String text) {
    if (text.isEmpty()) {
      notes.remove(name);
    } else {
      notes.put(name, text);
    }
  }

  /**
   * Publishes the report since the last one, unless that is still on its way: an outage of the
   * brokers must not pile them up.
   *
   * @param checkpointSteps gradient steps behind the newest checkpoint on disk, what a crash now
   *     would go back to
   */
  void report(Training training, Phase phase, long checkpointSteps, long now) {
    if (!underWay.isDone()) {
      return;
    }
    if (waiting) {
      idle += now - waitingSince;
      waitingSince = now;
    }
    underWay =
        outlet
            .publish(telemetry(training, phase, checkpointSteps, now))
            .handle(
                (done, problem) -> {
                  if (problem != null) {
                    LOG.debug("telemetry was not published: {}", problem.toString());
                  }
                  return Done.getInstance();
                })
            .toCompletableFuture();
    since = now;
    idle = 0;
    steps = 0;
    admitted = 0;
    lossSum = 0;
    lossCount = 0;
  }

  private Telemetry telemetry(Training training, Phase phase, long checkpointSteps, long now) {
    double seconds = Math.max(1e-9, (now - since) / 1e9);
    Progress progress = training.progress();
    Account account = training.account();
    Map<String, Double> figures = new TreeMap<>();
    figures.put("round", (double) progress.round());
    figures.put("steps", (double) progress.steps());
    figures.put("round_steps", (double) progress.roundSteps());
    figures.put("checkpoint_steps", (double) checkpointSteps);
    if (promoted > 0) {
      figures.put("promoted_version", (double) promoted);
    }
    figures.put("steps_per_second", steps / seconds);
    figures.put("pairs_per_second", admitted / seconds);
    if (phase == Phase.TRAINING || phase == Phase.NARROWING) {
      figures.put("idle_share", Math.min(1, idle / 1e9 / seconds));
    }
    figures.put(
        "budget_share",
        budget.overallShare(progress.round(), progress.roundSteps(), progress.roundTime()));
    figures.put("model_version", (double) progress.version());
    figures.put("admitted_runs", (double) progress.admitted());
    figures.put("planned_runs", (double) account.planned());
    figures.put("trained_pairs", (double) account.trained());
    figures.put("held_out_pairs", (double) account.heldOut());
    figures.put("evicted_pairs", (double) account.evicted());
    figures.put("failed_runs", (double) account.failed());
    figures.put("pending_runs", (double) account.pending());
    figures.put("unique_share", account.uniqueShare());
    figures.put("mean_reuse", account.meanReuse());
    figures.put("loss_nats", lossCount == 0 ? Double.NaN : lossSum / lossCount);
    figures.put(
        "held_out_loss_nats",
        phase == Phase.TRAINING ? training.round().heldOutLoss() : Double.NaN);
    StepReport report = last;
    if (report != null) {
      figures.put("temperature", report.temperature());
      figures.put("rate", report.rate());
      figures.put("gradient_norm", report.gradientNorm());
    }
    training.findings().forEach(finding -> putFinding(finding, figures));
    figures.values().removeIf(value -> !Double.isFinite(value));
    note("phase", phase.label());
    note("last_failed_run", training.lastFailure());
    note("waits_on", waiting ? phase.waitsOn() : "");
    return new Telemetry(process, "trainer", Instant.now(), figures, notes);
  }

  private void putFinding(Finding finding, Map<String, Double> figures) {
    List<String> names = experiment.prior().space().names();
    String prefix = "found.%d.".formatted(finding.round());
    for (int p = 0; p < names.size(); p++) {
      figures.put(prefix + names.get(p) + ".mean", finding.means().get(p));
      figures.put(prefix + names.get(p) + ".deviation", finding.deviations().get(p));
    }
    figures.put(prefix + "cut_mass", finding.cutMass());
  }
}
