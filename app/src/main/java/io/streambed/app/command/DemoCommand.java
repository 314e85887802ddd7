package io.streambed.app.command;

import io.streambed.app.demo.Demo;
import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.node.DataDirectory;
import io.streambed.app.node.Node;
import io.streambed.app.node.NodeSettings;
import io.streambed.app.progress.ProgressLine;
import io.streambed.app.result.DemoResult;
import io.streambed.app.result.Json;
import io.streambed.trainer.TrainerGuardian;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The whole loop in this process, from nothing to a posterior. */
@Command(
    name = "demo",
    description =
        "Train on the fly in this process, and print the posterior of the experiment's record beside its reference.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "EXPERIMENT",
      defaultValue = "lynx-hare",
      description = "A built-in experiment or a file (default: ${DEFAULT-VALUE}).")
  String experiment;

  @Option(names = "--keep", description = "Stay up afterwards and go on answering, until Ctrl-C.")
  boolean keep;

  @Option(names = "--workers", paramLabel = "N", description = "Simulations at once.")
  @Nullable Integer workers;

  @Option(names = "--seed", paramLabel = "S", description = "The experiment's seed.")
  @Nullable Long seed;

  @ArgGroup @Nullable BudgetOptions budget;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Keep all of it here, and go on from what is here; default: a new temporary directory.")
  @Nullable Path data;

  @Option(names = "--json", description = "Print one JSON document.")
  boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    long start = System.nanoTime();
    try (Workplace workplace = Workplace.of(Optional.ofNullable(data), err())) {
      DataDirectory directory = workplace.directory();
      ExperimentPlan plan = ExperimentPlan.load(experiment, overrides(directory));
      Demo demo =
          new Demo(plan, data == null ? Path.of("report.html") : data.resolve("report.html"));
      directory.create();
      demo.probe();
      Logs.writeTo(directory.log());
      TrainerGuardian.check(plan.experiment(), plan.trainer());
      err()
          .printf(
              "%s, seed %d: starting a broker, %d simulator workers, a trainer and inference in %s%n",
              plan.experiment().title(),
              plan.experiment().seed(),
              plan.simulator().workers(),
              directory.path());
      err().flush();
      ProgressLine progress = Terminal.progress(err());
      try (StopSignal signal = StopSignal.listen(err(), farewell(directory));
          Node node = signal.closes(() -> Node.start(plan, NodeSettings.everything(directory)))) {
        Demo.Run run = demo.watch(node, progress, start);
        if (!keep) {
          node.close();
        }
        if (plan.reference() != null) {
          err().println("comparing with the reference draws (two-sample test) ...");
          err().flush();
        }
        DemoResult result = demo.judge(run);
        show(result);
        demo.report(run, result);
        if (keep) {
          err()
              .printf(
                  "Still up: %s observe %s --data %s --file FILE --wait. Ctrl-C ends it.%n",
                  Terminal.command(), experiment, directory.path());
          err().flush();
          signal.await(node.ended());
        }
      }
      workplace.done();
      return 0;
    }
  }

  private Map<String, Object> overrides(DataDirectory directory) {
    return new Overrides()
        .put("seed", seed)
        .put("simulation.workers", workers)
        .put("checkpoint.directory", directory.checkpoints().toString())
        .budget(budget, experiment)
        .values();
  }

  private String farewell(DataDirectory directory) {
    StringBuilder command =
        new StringBuilder(quoted(Terminal.command())).append(" demo ").append(quoted(experiment));
    command.append(" --data ").append(quoted(directory.path().toString()));
    append(command, "--seed", seed);
    append(command, "--workers", workers);
    if (budget != null) {
      append(command, "--steps", budget.steps);
      append(command, "--minutes", budget.minutes);
    }
    return "Stopped. To go on: " + command;
  }

  private static void append(StringBuilder command, String option, @Nullable Object value) {
    if (value != null) {
      command.append(' ').append(option).append(' ').append(value);
    }
  }

  /** As a shell reads it back. */
  private static String quoted(String word) {
    return word.matches("[\\w./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private void show(DemoResult result) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(result));
    } else {
      DemoText.of(result).forEach(out::println);
    }
    out.flush();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
