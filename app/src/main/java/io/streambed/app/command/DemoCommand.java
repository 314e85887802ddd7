package io.streambed.app.command;

import io.streambed.app.demo.Demo;
import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.node.DataDirectory;
import io.streambed.app.node.Node;
import io.streambed.app.node.NodeSettings;
import io.streambed.app.progress.ProgressLine;
import io.streambed.app.result.DemoResult;
import io.streambed.inference.document.Json;
import io.streambed.trainer.TrainerCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin LoopOptions loop;

  @Option(names = "--json", description = "Print one JSON document.")
  boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    long start = System.nanoTime();
    try (Workplace workplace = Workplace.of(Optional.ofNullable(loop.data), err())) {
      DataDirectory directory = workplace.directory();
      ExperimentPlan plan =
          ExperimentPlan.load(experiment, loop.overrides(experiment, directory, Map.of()));
      Demo demo = new Demo(plan, loop.reports().resolve("report.html"));
      directory.create();
      demo.probe();
      Logs.writeTo(directory.log());
      TrainerCheck.check(plan.experiment(), plan.trainer());
      ProgressLine progress = Terminal.progress(err());
      try (StopSignal signal =
              StopSignal.listen(
                  err(), "Stopped. To go on: " + loop.again("demo", experiment, directory));
          Node node = signal.closes(() -> start(plan, directory))) {
        node.page().ifPresent(page -> err().printf("live page: %s%n", page));
        err().flush();
        Demo.Run run = demo.watch(node, progress, start);
        if (!keep) {
          node.close();
        }
        if (plan.reference() != null) {
          err().println("comparing with the reference draws (two-sample test) ...");
          err().flush();
        }
        Demo.Judged judged = demo.judge(run);
        show(judged.result());
        demo.report(run, judged);
        if (keep) {
          err()
              .printf(
                  "Still up: %s observe %s --data %s --file FILE --wait. Ctrl-C ends it.%n",
                  Terminal.command(), experiment, directory.path());
          node.page().ifPresent(page -> err().printf("The live page stays, too: %s%n", page));
          err().flush();
          signal.await(node.ended());
        }
      }
      workplace.done();
      return 0;
    }
  }

  private Node start(ExperimentPlan plan, DataDirectory directory) throws IOException {
    err()
        .printf(
            "%s, seed %d: starting a broker, %d simulator workers, a trainer and inference in %s%n",
            plan.experiment().title(),
            plan.experiment().seed(),
            plan.simulator().workers(),
            directory.path());
    err().flush();
    return Node.start(plan, NodeSettings.everything(directory).withPage());
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
