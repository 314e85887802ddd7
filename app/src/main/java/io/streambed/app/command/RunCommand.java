package io.streambed.app.command;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.node.DataDirectory;
import io.streambed.app.node.Node;
import io.streambed.app.node.NodeSettings;
import io.streambed.app.node.Role;
import io.streambed.app.node.Waiting;
import io.streambed.app.progress.ProgressLine;
import io.streambed.app.progress.RunWatch;
import io.streambed.trainer.TrainerCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One node of an experiment. */
@Command(
    name = "run",
    description =
        "Run one node of an experiment until Ctrl-C; without --kafka on an embedded broker, durable under --data.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private static final Duration WATCH_LIMIT = Duration.ofMinutes(1);

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "An experiment file, or a built-in experiment.")
  String experiment;

  @Option(
      names = "--roles",
      split = ",",
      paramLabel = "ROLE",
      defaultValue = "simulator,trainer,inference",
      description = "What this node does (default: ${DEFAULT-VALUE}).")
  List<Role> roles;

  @Option(names = "--workers", paramLabel = "N", description = "Simulations at once.")
  @Nullable Integer workers;

  @Option(names = "--seed", paramLabel = "S", description = "The experiment's seed.")
  @Nullable Long seed;

  @Mixin BrokerOptions brokers;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    Map<String, Object> asked =
        new Overrides().put("seed", seed).put("simulation.workers", workers).values();
    DataDirectory directory = brokers.directory(ExperimentPlan.load(experiment, asked));
    ExperimentPlan plan =
        ExperimentPlan.load(
            experiment,
            new Overrides()
                .put("seed", seed)
                .put("simulation.workers", workers)
                .put("checkpoint.directory", directory.checkpoints().toString())
                .values());
    if (plan.cluster().enabled() && brokers.kafka().isEmpty()) {
      throw new IllegalArgumentException(
          "expected --kafka HOST:PORT,... with cluster.enabled = true, got none: the members meet at brokers of their own");
    }
    directory.create();
    Logs.writeTo(directory.log());
    if (roles.contains(Role.TRAINER)) {
      TrainerCheck.check(plan.experiment(), plan.trainer());
    }
    ProgressLine progress = Terminal.progress(err);
    NodeSettings settings = new NodeSettings(Set.copyOf(roles), directory, brokers.kafka(), true);
    try (StopSignal signal = StopSignal.listen(err, farewell(directory));
        Node node = signal.closes(() -> start(plan, settings, signal, progress));
        RunWatch watch =
            signal.closes(
                () ->
                    Waiting.on(
                        RunWatch.start(node.system(), node.client(), progress), WATCH_LIMIT))) {
      err.printf(
          "%s: %s at %s; Ctrl-C stops%n",
          plan.experiment().name(), names(), node.client().settings().bootstrapServers());
      node.page().ifPresent(page -> err.printf("live page: %s%n", page));
      err.flush();
      signal.await(node.ended());
    }
    return 0;
  }

  private Node start(
      ExperimentPlan plan, NodeSettings settings, StopSignal signal, ProgressLine progress)
      throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        "%s: starting %s, data in %s ...%n",
        plan.experiment().name(), names(), settings.data().path());
    err.flush();
    return Node.start(
        plan,
        settings,
        silence -> {
          signal.throwIfAsked();
          progress.outage(silence);
        });
  }

  private String names() {
    return roles.stream()
        .map(role -> role.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private String farewell(DataDirectory directory) {
    return "Stopped. The same command goes on from %s".formatted(directory.path());
  }
}
