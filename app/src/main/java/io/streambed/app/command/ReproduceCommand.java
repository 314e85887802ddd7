package io.streambed.app.command;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.node.DataDirectory;
import io.streambed.app.node.Node;
import io.streambed.app.node.NodeSettings;
import io.streambed.app.reproduce.Evidence;
import io.streambed.app.reproduce.Reproduction;
import io.streambed.app.reproduce.ReproductionRun;
import io.streambed.app.reproduce.Reproductions;
import io.streambed.app.reproduce.Trial;
import io.streambed.app.result.ReproductionResult;
import io.streambed.inference.document.Json;
import io.streambed.trainer.TrainerCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One of the paper's experiments, end to end. */
@Command(
    name = "reproduce",
    description =
        "Run one of the method's own experiments (arXiv 2409.18402) through the whole loop, and hold its claims against what comes out: reproduce-NAME.html and reproduce-NAME.json. Exit status 1 if a claim is not reproduced.",
    mixinStandardHelpOptions = true)
final class ReproduceCommand implements Callable<Integer> {
  private static final int NOT_REPRODUCED = 1;

  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
  String name;

  @Mixin LoopOptions loop;

  @Option(names = "--json", description = "Print one JSON document.")
  boolean json;

  /** What may stand for the name. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Reproductions.names().iterator();
    }
  }

  /** A trial that is ready to start. */
  private record Ready(Trial trial, DataDirectory directory, ExperimentPlan plan) {}

  @Override
  public Integer call() throws IOException {
    long start = System.nanoTime();
    Reproduction reproduction = Reproductions.named(name);
    try (Workplace workplace = Workplace.of(Optional.ofNullable(loop.data), err())) {
      DataDirectory directory = workplace.directory();
      List<Ready> trials =
          reproduction.trials().stream().map(trial -> ready(trial, directory)).toList();
      ReproductionRun run = new ReproductionRun(reproduction, loop.reports());
      directory.create();
      run.probe();
      Logs.writeTo(directory.log());
      String farewell = "Stopped. To go on: " + loop.again("reproduce", name, directory);
      ReproductionResult result;
      try (StopSignal signal = StopSignal.listen(err(), farewell)) {
        List<Evidence> evidence = new ArrayList<>();
        for (Ready trial : trials) {
          evidence.add(watch(run, trial, signal));
        }
        result = run.conclude(evidence, start);
      }
      show(result);
      workplace.done();
      return result.reproduced() ? 0 : NOT_REPRODUCED;
    }
  }

  private Ready ready(Trial trial, DataDirectory parent) {
    DataDirectory directory = new DataDirectory(parent.path().resolve(trial.name()));
    ExperimentPlan plan =
        ExperimentPlan.load(
            trial.experiment(), loop.overrides(trial.experiment(), directory, trial.overrides()));
    TrainerCheck.check(plan.experiment(), plan.trainer());
    return new Ready(trial, directory, plan);
  }

  private Evidence watch(ReproductionRun run, Ready ready, StopSignal signal) throws IOException {
    long start = System.nanoTime();
    ExperimentPlan plan = ready.plan();
    err()
        .printf(
            "%s, %s, seed %d: starting a broker, %d simulator workers, a trainer and inference in %s%n",
            name,
            ready.trial().name(),
            plan.experiment().seed(),
            plan.simulator().workers(),
            ready.directory().path());
    err().flush();
    try (Node node =
        signal.closes(() -> Node.start(plan, NodeSettings.everything(ready.directory())))) {
      return run.watch(ready.trial(), plan, node, Terminal.progress(err()), start);
    }
  }

  private void show(ReproductionResult result) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(result));
    } else {
      ReproductionText.of(result).forEach(out::println);
    }
    out.flush();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
