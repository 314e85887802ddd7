package io.streambed.app.command;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.node.Connection;
import io.streambed.app.node.DataDirectory;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which brokers a command talks to. */
final class BrokerOptions {

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT,...",
      description = "Brokers; default: the embedded one under --data.")
  @Nullable String kafka;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "What the experiment keeps here; default data/<experiment>.")
  @Nullable Path data;

  DataDirectory directory(ExperimentPlan plan) {
    return DataDirectory.of(Optional.ofNullable(data), plan.experiment().name());
  }

  Optional<String> kafka() {
    return Optional.ofNullable(kafka);
  }

  /**
   * Connects to --kafka, else to the embedded broker of the data directory.
   *
   * @throws CommandFailure if neither is known
   */
  Connection<Void> connect(ExperimentPlan plan) {
    DataDirectory directory = directory(plan);
    String servers =
        kafka()
            .or(directory::brokerAddress)
            .orElseThrow(
                () ->
                    new CommandFailure(
                        "expected a running experiment %s: there is no broker in %s; start one with `streambed run`, or say --data DIR or --kafka HOST:PORT"
                            .formatted(plan.experiment().name(), directory.path())));
    return Connection.open(plan, plan.kafka().at(servers), Behaviors.<Void>empty());
  }
}
