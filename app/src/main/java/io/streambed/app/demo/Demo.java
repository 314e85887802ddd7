package io.streambed.app.demo;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.inquiry.Inquiry;
import io.streambed.app.judge.DetectionJudge;
import io.streambed.app.judge.DetectionJudge.Detection;
import io.streambed.app.judge.EmbeddingJudge;
import io.streambed.app.judge.KnownLikelihood;
import io.streambed.app.judge.PosteriorJudge;
import io.streambed.app.judge.PredictiveJudge;
import io.streambed.app.judge.PredictiveJudge.Prediction;
import io.streambed.app.node.Node;
import io.streambed.app.progress.ProgressLine;
import io.streambed.app.progress.RunState;
import io.streambed.app.report.PredictiveChannel;
import io.streambed.app.report.Report;
import io.streambed.app.report.ReportPage;
import io.streambed.app.report.WholeFile;
import io.streambed.app.result.DemoResult;
import io.streambed.app.result.EmbeddingSummary;
import io.streambed.inference.document.ParameterSummary;
import io.streambed.inference.document.TrustSummary;
import io.streambed.inference.document.Uniformity;
import io.streambed.science.Draws;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.Posterior;
import io.streambed.science.diagnostics.CalibrationCurves;
import io.streambed.topics.experiment.PinnedObservation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains to the end of the budget, asks for the pinned observation's posterior, and judges it. */
public final class Demo {
  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

  private final ExperimentPlan plan;
  private final PinnedObservation pinned;
  private final Path report;

  /**
   * @param report where the report is to be written
   * @throws IllegalArgumentException if the experiment has no observation or no end
   */
  public Demo(ExperimentPlan plan, Path report) {
    PinnedObservation observation = plan.experiment().pinned();
    if (observation == null) {
      throw new IllegalArgumentException(
          "expected observation.file in the experiment %s: a demo shows the posterior of a record"
              .formatted(plan.experiment().name()));
    }
    plan.requireToEndByItself();
    boolean ends =
        !plan.trainer().budget().time().isZero()
            || plan.trainer().budget().roundSteps().stream().allMatch(steps -> steps > 0);
    if (!ends) {
      throw new IllegalArgumentException(
          "expected --steps, --minutes or training.steps in the experiment %s: a demo comes to an end"
              .formatted(plan.experiment().name()));
    }
    this.plan = plan;
    this.pinned = observation;
    this.report = report.toAbsolutePath();
  }

  /**
   * What was trained and answered, before it is judged.
   *
   * @param training that came to its end
   * @param posterior of the pinned observation
   * @param seconds from the start to the posterior
   */
  public record Run(Training training, Posterior posterior, double seconds) {}

  /**
   * Waits for training to end, then asks.
   *
   * @param startNanos reading of {@link System#nanoTime} at the start
   * @throws DemoFailure if it cannot come to its end
   */
  public Run watch(Node node, ProgressLine progress, long startNanos) {
    Training training = Training.await(node, progress, plan.experiment().seed());
    progress.end("sampling the posterior ...");
    Posterior posterior =
        PinnedInquiry.ask(
            new Inquiry(node.system(), node.client()),
            pinned,
            plan,
            training.model().provenance().version());
    return new Run(training, posterior, (System.nanoTime() - startNanos) / 1e9);
  }

  /**
   * What became of a run.
   *
   * @param result its figures
   * @param prediction the record beside data of its posterior; null where too few simulations gave
   *     data in time
   * @param detection whether other data would be noticed; null where the model cannot say
   */
  public record Judged(
      DemoResult result, @Nullable Prediction prediction, @Nullable Detection detection) {}

  /**
   * Looks before any work whether the report can be written.
   *
   * @throws IOException saying which file cannot
   */
  public void probe() throws IOException {
    WholeFile.probe(report);
  }

  /** Compares with the reference, if there is one, and simulates from the posterior. */
  public Judged judge(Run run) {
    long start = System.nanoTime();
    Draws reference = plan.reference();
    Posterior posterior = run.posterior();
    RunState state = run.training().state();
    Double accuracy =
        reference == null
            ? null
            : PosteriorJudge.accuracy(reference, posterior.draws(), 1, plan.experiment().seed());
    Double divergence = reference == null ? null : divergence(run.training().model(), reference);
    EmbeddingSummary embedding =
        beside("R² of the embedding", () -> EmbeddingJudge.of(plan, run.training().model()));
    Prediction prediction =
        beside(
            "predictive check", () -> PredictiveJudge.of(plan, pinned.data(), posterior.draws()));
    Detection detection =
        beside("detection of other data", () -> DetectionJudge.of(plan, run.training().model()));
    DemoResult result =
        new DemoResult(
            plan.experiment().name(),
            plan.experiment().seed(),
            (long) state.figure("trainer", "admitted_runs"),
            (long) state.figure("trainer", "steps"),
            new DemoResult.Seconds(
                state.simulateSeconds(),
                state.trainSeconds(),
                posterior.latency().toMillis() / 1e3,
                (System.nanoTime() - start) / 1e9,
                run.seconds()),
            new DemoResult.Model(posterior.modelVersion(), run.training().sha256()),
            ParameterSummary.of(posterior.space(), posterior.draws(), reference),
            accuracy,
            divergence,
            TrustSummary.of(posterior),
            Uniformity.of(curves(run)),
            prediction == null ? null : prediction.summary(),
            embedding,
            detection == null ? null : detection.summary(),
            run.training().model().verdict(),
            report.toString());
    return new Judged(result, prediction, detection);
  }

  /** A figure that may be missing: what goes wrong with it does not cost the result. */
  private static <T> @Nullable T beside(String figure, Supplier<@Nullable T> judge) {
    try {
      return judge.get();
    } catch (IllegalArgumentException | IllegalStateException problem) {
      LOG.error("no {}", figure, problem);
      return null;
    }
  }

  /**
   * Writes the report.
   *
   * @throws IOException saying which file cannot be written
   */
  public void report(Run run, Judged judged) throws IOException {
    Report content =
        new Report(
            plan.experiment().title(),
            pinned.sensor(),
            judged.result(),
            run.posterior().draws(),
            plan.reference(),
            run.training().state().losses(),
            run.training().model().calibration(),
            curves(run),
            channels(judged.prediction()),
            judged.detection() == null ? List.of() : judged.detection().curves(),
            RunFacts.of(plan, run.training(), run.seconds()));
    ReportPage.write(content, report);
  }

  private static CalibrationCurves curves(Run run) {
    ModelSnapshot model = run.training().model();
    return Uniformity.curves(model.calibration(), model.prior().space().names());
  }

  private List<PredictiveChannel> channels(@Nullable Prediction prediction) {
    return prediction == null ? List.of() : PredictiveChannel.of(pinned.data(), prediction.bands());
  }

  private @Nullable Double divergence(ModelSnapshot model, Draws reference) {
    try (KnownLikelihood known = KnownLikelihood.of(plan.experiment(), model)) {
      return known == null ? null : known.divergence(pinned.data(), reference);
    }
  }
}
