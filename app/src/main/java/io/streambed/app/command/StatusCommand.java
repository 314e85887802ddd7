package io.streambed.app.command;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.node.Connection;
import io.streambed.app.node.Waiting;
import io.streambed.inference.document.Json;
import io.streambed.inference.document.Lags;
import io.streambed.inference.document.StatusDocument;
import io.streambed.topics.Telemetry;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.intake.Received;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows how an experiment is doing. */
@Command(
    name = "status",
    description = "Who is up, rates, lags, model version and age, who waits on whom.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "EXPERIMENT", description = "A built-in experiment or a file.")
  String experiment;

  @Option(names = "--json", description = "Print one JSON document.")
  boolean json;

  @Mixin BrokerOptions brokers;

  @Override
  public Integer call() {
    ExperimentPlan plan = ExperimentPlan.load(experiment, Map.of());
    PrintWriter out = spec.commandLine().getOut();
    try (Connection<Void> connection = brokers.connect(plan)) {
      TopicClient client = connection.client();
      StatusDocument status =
          StatusDocument.of(
              plan.experiment().name(),
              telemetry(client, connection.system()),
              Waiting.on(Lags.of(client), LIMIT),
              Instant.now());
      if (json) {
        out.println(Json.text(status));
      } else {
        status.lines().forEach(out::println);
      }
    } finally {
      out.flush();
    }
    return 0;
  }

  private static List<Telemetry> telemetry(TopicClient client, ActorSystem<?> system) {
    return Waiting.on(
        client
            .intake()
            .upToNow(client.topics().telemetry(), Instant.now().minus(StatusDocument.MEMORY))
            .<Telemetry>mapConcat(
                received ->
                    received instanceof Received.Decoded<Telemetry> decoded
                        ? List.of(decoded.value())
                        : List.of())
            .runWith(Sink.seq(), system),
        LIMIT);
  }
}
