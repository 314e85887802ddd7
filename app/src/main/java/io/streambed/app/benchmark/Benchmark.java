package io.streambed.app.benchmark;

import io.streambed.app.benchmark.BenchmarkTask.Case;
import io.streambed.app.demo.PinnedInquiry;
import io.streambed.app.demo.Training;
import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.inquiry.Inquiry;
import io.streambed.app.judge.KnownLikelihood;
import io.streambed.app.judge.PosteriorJudge;
import io.streambed.app.judge.RatioJudge;
import io.streambed.app.node.Node;
import io.streambed.app.progress.ProgressLine;
import io.streambed.app.progress.RunState;
import io.streambed.app.result.BenchmarkResult;
import io.streambed.app.result.BenchmarkResult.Score;
import io.streambed.app.result.DemoResult;
import io.streambed.app.result.RatioSummary;
import io.streambed.science.Posterior;
import io.streambed.topics.experiment.PinnedObservation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Median;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains on a task through the whole loop, asks for each observation's posterior, and scores. */
public final class Benchmark {
  private static final Logger LOG = LoggerFactory.getLogger(Benchmark.class);

  private final BenchmarkTask task;
  private final ExperimentPlan plan;
  private final List<Case> cases;

  /**
   * @param plan of the task's experiment, with an end
   * @param cases at least one
   * @throws IllegalArgumentException if a round waits for what a sensor observes
   */
  public Benchmark(BenchmarkTask task, ExperimentPlan plan, List<Case> cases) {
    plan.requireToEndByItself();
    this.task = task;
    this.plan = plan;
    this.cases = List.copyOf(cases);
  }

  /**
   * What was trained and answered, before it is scored.
   *
   * @param posteriors one for each case
   * @param seconds from the start to the last model
   */
  public record Run(Training training, List<Posterior> posteriors, double seconds) {}

  /**
   * Waits for training to end, then asks.
   *
   * @param startNanos reading of {@link System#nanoTime} at the start
   */
  public Run watch(Node node, ProgressLine progress, long startNanos) {
    Training training = Training.await(node, progress, plan.experiment().seed());
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    progress.end("sampling %d posteriors ...".formatted(cases.size()));
    Inquiry inquiry = new Inquiry(node.system(), node.client());
    List<Posterior> posteriors = new ArrayList<>();
    for (Case observed : cases) {
      posteriors.add(
          PinnedInquiry.ask(
              inquiry,
              new PinnedObservation("benchmark-" + observed.number(), observed.data(), null),
              plan,
              training.model().provenance().version()));
    }
    return new Run(training, posteriors, seconds);
  }

  /**
   * Compares with the references.
   *
   * @param classifiers of C2ST, whose median counts; 0 for no C2ST, which may take longer than the
   *     training
   * @param command that asked for it
   * @param budget that it gave
   */
  public BenchmarkResult score(
      Run run, int classifiers, String command, BenchmarkResult.Budget budget) {
    long start = System.nanoTime();
    List<Score> scores = new ArrayList<>();
    RatioSummary ratios = null;
    try (KnownLikelihood known = KnownLikelihood.of(plan.experiment(), run.training().model())) {
      for (int i = 0; i < cases.size(); i++) {
        scores.add(score(cases.get(i), run.posteriors().get(i), known, classifiers));
      }
      if (known != null) {
        ratios = RatioJudge.of(plan.experiment(), known, plan.simulator().workers());
      }
    }
    RunState state = run.training().state();
    long pairs = (long) state.figure("trainer", "admitted_runs");
    double sampling = scores.stream().mapToDouble(Score::seconds).sum();
    return new BenchmarkResult(
        command,
        task.toString(),
        run.training().model().estimator().kind().toString(),
        plan.experiment().seed(),
        budget,
        pairs,
        (long) state.figure("trainer", "steps"),
        new DemoResult.Seconds(
            state.simulateSeconds(),
            state.trainSeconds(),
            sampling,
            (System.nanoTime() - start) / 1e9,
            run.seconds()),
        pairs / run.seconds(),
        scores,
        summary(scores, Score::c2st, values -> Mean.of(values).getAsDouble()),
        summary(scores, Score::boosted, values -> Mean.of(values).getAsDouble()),
        summary(scores, Score::kl, values -> Mean.of(values).getAsDouble()),
        summary(scores, Score::kl, Median.withDefaults()::evaluate),
        ratios,
        new DemoResult.Model(
            run.training().model().provenance().version(), run.training().sha256()));
  }

  private Score score(
      Case observed, Posterior posterior, @Nullable KnownLikelihood known, int classifiers) {
    long seed = plan.experiment().seed();
    return new Score(
        observed.number(),
        posterior.status().name().toLowerCase(Locale.ROOT),
        classifiers > 0
            ? PosteriorJudge.accuracy(observed.reference(), posterior.draws(), classifiers, seed)
            : null,
        boosted(observed, posterior, seed),
        known == null ? null : known.divergence(observed.data(), observed.reference()),
        posterior.latency().toMillis() / 1e3);
  }

  private static @Nullable Double boosted(Case observed, Posterior posterior, long seed) {
    try {
      return PosteriorJudge.boostedAccuracy(observed.reference(), posterior.draws(), seed);
    } catch (IllegalStateException notLoaded) {
      LOG.error("no accuracy by boosted trees: {}", notLoaded.getMessage());
      return null;
    }
  }

  /** A summary of one figure of all scores; null where it is missing. */
  private static @Nullable Double summary(
      List<Score> scores, Function<Score, @Nullable Double> figure, ToDoubleFunction<double[]> of) {
    List<Double> values = scores.stream().map(figure).filter(Objects::nonNull).toList();
    return values.size() < scores.size()
        ? null
        : Double.valueOf(of.applyAsDouble(values.stream().mapToDouble(v -> v).toArray()));
  }
}
