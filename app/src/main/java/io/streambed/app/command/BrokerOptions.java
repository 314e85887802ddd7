package io.streambed.app.command;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.node.Connection;
import io.streambed.app.node.DataDirectory;
import io.streambed.topics.KafkaSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which brokers a command talks to. */
final class BrokerOptions {
  private static final int CONNECT_MILLIS = 2000;

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

  /** Whether anyone listens at {@code address}, host:port on this machine. */
  private static boolean answers(String address) {
    int colon = address.lastIndexOf(':');
    try (Socket socket = new Socket()) {
      int port = Integer.parseInt(address.substring(colon + 1));
      socket.connect(new InetSocketAddress(address.substring(0, colon), port), CONNECT_MILLIS);
      return true;
    } catch (IOException nobody) {
      return false;
    }
  }

  /**
   * Connects to --kafka, else to the embedded broker of the data directory.
   *
   * @throws CommandFailure if neither is known
   */
  Connection<Void> connect(ExperimentPlan plan) {
    DataDirectory directory = directory(plan);
    KafkaSettings settings =
        kafka()
            .map(servers -> plan.kafka().at(servers))
            .or(
                () ->
                    directory
                        .brokerAddress()
                        .filter(BrokerOptions::answers)
                        .map(servers -> plan.kafka().embeddedAt(servers)))
            .orElseThrow(
                () ->
                    new CommandFailure(
                        "expected a running experiment %s: no broker runs in %s; start one with `streambed run`, or say --data DIR or --kafka HOST:PORT"
                            .formatted(plan.experiment().name(), directory.path())));
    return Connection.open(plan, settings, Behaviors.<Void>empty());
  }
}
