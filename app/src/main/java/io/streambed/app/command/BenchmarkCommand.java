package io.streambed.app.command;

import io.streambed.app.benchmark.Benchmark;
import io.streambed.app.benchmark.BenchmarkTask;
import io.streambed.app.benchmark.FixedBudget;
import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.node.DataDirectory;
import io.streambed.app.node.Node;
import io.streambed.app.node.NodeSettings;
import io.streambed.app.progress.ProgressLine;
import io.streambed.app.result.BenchmarkResult;
import io.streambed.inference.document.Json;
import io.streambed.science.EstimatorSettings;
import io.streambed.topics.experiment.FileSettings;
import io.streambed.trainer.TrainerCheck;
import io.streambed.trainer.TrainerSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A task of the benchmark through the whole loop. */
@Command(
    name = "benchmark",
    description =
        "Train on a task of the simulation-based inference benchmark through the whole loop, and score its posteriors against stored references.",
    mixinStandardHelpOptions = true)
final class BenchmarkCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "TASK",
      completionCandidates = TaskNames.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
  String task;

  @Option(
      names = "--estimator",
      paramLabel = "E",
      completionCandidates = Kinds.class,
      description = "What to train: ${COMPLETION-CANDIDATES} (default: as the experiment says).")
  @Nullable String estimator;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description =
          "The folder of the references: <task>/num_observation_<k>/{observation.csv,reference_posterior_samples.csv.bz2}.")
  Path references;

  @Option(
      names = "--observations",
      split = ",",
      paramLabel = "K",
      defaultValue = "1,2,3,4,5",
      description = "Which observations (default: ${DEFAULT-VALUE}).")
  List<Integer> observations;

  @Option(names = "--seed", paramLabel = "S", description = "The experiment's seed.")
  @Nullable Long seed;

  @ArgGroup @Nullable Budget budget;

  @ArgGroup @Nullable Use use;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting that wins over the experiment's, such as training.rate=1e-3.")
  Map<String, String> settings = Map.of();

  @Option(
      names = "--no-c2st",
      description = "Leave the two-sample test out; in ten dimensions it outlasts the training.")
  boolean withoutTwoSamples;

  @Option(
      names = "--classifiers",
      paramLabel = "N",
      defaultValue = "1",
      description = "Classifiers of the two-sample test, whose median counts (default: 1).")
  int classifiers;

  @Option(names = "--json", description = "Print one JSON document.")
  boolean json;

  /** What may stand for the task. */
  static final class TaskNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(BenchmarkTask.values()).map(BenchmarkTask::toString).iterator();
    }
  }

  /** How long to train: one of the two; else as the experiment says. */
  static final class Budget {
    @Option(
        names = "--pairs",
        paramLabel = "N",
        description =
            "Pairs to simulate and train on; with --reuse above 1 all are simulated first and a tenth is held out.")
    @Nullable Long pairs;

    @Option(
        names = "--minutes",
        paramLabel = "M",
        description = "Minutes of training; the model then depends on the machine.")
    @Nullable Double minutes;
  }

  /** What there is to train. */
  static final class Kinds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(EstimatorSettings.Kind.values()).map(Object::toString).iterator();
    }
  }

  /** How often to use a pair. */
  static final class Use {
    @Option(names = "--fresh", description = "Every pair once: the streaming regime.")
    boolean fresh;

    @Option(names = "--reuse", paramLabel = "R", description = "Every pair R times on average.")
    @Nullable Double reuse;
  }

  @Override
  public Integer call() throws IOException {
    long start = System.nanoTime();
    if (budget != null && budget.pairs != null && budget.pairs < 1) {
      throw new ParameterException(
          spec.commandLine(), "expected --pairs above 0, got " + budget.pairs);
    }
    if (classifiers < 1) {
      throw new ParameterException(
          spec.commandLine(), "expected --classifiers above 0, got " + classifiers);
    }
    requireSaidOnce();
    BenchmarkTask known = BenchmarkTask.named(task);
    try (StopSignal signal =
            StopSignal.listen(
                spec.commandLine().getErr(), "Stopped. The same command begins anew.");
        Workplace workplace =
            signal.closes(() -> Workplace.of(Optional.empty(), spec.commandLine().getErr()))) {
      DataDirectory directory = workplace.directory();
      ExperimentPlan plan = ExperimentPlan.load(known.experiment(), overrides(known, directory));
      Benchmark benchmark =
          new Benchmark(known, plan, known.cases(references, observations, plan.experiment()));
      directory.create();
      Logs.writeTo(directory.log());
      TrainerCheck.check(plan.experiment(), plan.trainer());
      ProgressLine progress = Terminal.progress(spec.commandLine().getErr());
      Benchmark.Run run;
      try (Node node = signal.closes(() -> Node.start(plan, NodeSettings.everything(directory)))) {
        run = benchmark.watch(node, progress, start);
      }
      show(
          benchmark.score(
              run, withoutTwoSamples ? 0 : classifiers, command(), budget(plan.trainer())));
      workplace.done();
    }
    return 0;
  }

  /** What an option says is not said again, or the budget in the result would not be the truth. */
  private void requireSaidOnce() {
    requireUnset("--seed", List.of("seed"));
    requireUnset("--estimator", List.of("estimator.kind"));
    if (budget != null) {
      requireUnset(
          budget.pairs == null ? "--minutes" : "--pairs",
          List.of("training.runs", "training.steps", "training.minutes"));
    }
    if (use != null) {
      requireUnset(
          use.fresh ? "--fresh" : "--reuse", List.of("training.reuse", "training.buffer.kind"));
    }
  }

  private void requireUnset(String option, List<String> keys) {
    for (String key : keys) {
      if (settings.containsKey(key)) {
        throw new ParameterException(
            spec.commandLine(), "expected %s alone, got --set %s too".formatted(option, key));
      }
    }
  }

  private Map<String, Object> overrides(BenchmarkTask known, DataDirectory directory) {
    Overrides overrides =
        new Overrides()
            .put("seed", seed)
            .put("estimator.kind", estimator)
            .put("checkpoint.directory", directory.checkpoints().toString());
    settings.forEach((key, value) -> overrides.put(key, FileSettings.value(value)));
    double reuse = use == null || use.reuse == null ? 1 : use.reuse;
    if (use != null) {
      overrides
          .put("training.reuse", reuse)
          .put("training.buffer.kind", reuse == 1 ? "once" : "reservoir");
    }
    if (budget != null && budget.pairs != null) {
      TrainerSettings trainer =
          ExperimentPlan.load(known.experiment(), overrides.values()).trainer();
      if (reuse > 1) {
        new FixedBudget(budget.pairs, reuse)
            .settings(trainer.optimiser().batch())
            .forEach(overrides::put);
      } else {
        overrides.put("training.minutes", 0).put("training.steps", trainer.steps(budget.pairs));
      }
    }
    overrides.put("training.minutes", budget == null ? null : budget.minutes);
    settings.forEach((key, value) -> overrides.put(key, FileSettings.value(value)));
    return overrides.values();
  }

  private BenchmarkResult.Budget budget(TrainerSettings trainer) {
    return new BenchmarkResult.Budget(
        budget == null ? null : budget.pairs,
        budget == null ? null : budget.minutes,
        trainer.replay().schedule().reuse());
  }

  /** As it was typed, with the folder of the references left to the reader. */
  private String command() {
    List<String> words = new ArrayList<>(List.of("./streambed"));
    words.addAll(spec.commandLine().getParent().getParseResult().originalArgs());
    words.replaceAll(word -> word.startsWith("--data=") ? "--data=DIR" : word);
    int folder = words.indexOf("--data") + 1;
    if (folder > 0) {
      words.set(folder, "DIR");
    }
    return String.join(" ", words);
  }

  private void show(BenchmarkResult result) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(result));
    } else {
      BenchmarkText.of(result).forEach(out::println);
    }
    out.flush();
  }
}
