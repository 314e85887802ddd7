package io.streambed.app.command;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.node.Connection;
import io.streambed.app.node.Waiting;
import io.streambed.inference.document.Json;
import io.streambed.topics.Topic;
import io.streambed.topics.Topics;
import io.streambed.topics.admin.TopicState;
import io.streambed.topics.client.TopicClient;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows and makes the topics of an experiment. */
@Command(
    name = "topics",
    description =
        "The topics that an experiment needs, with their settings; and, where a broker is known,"
            + " how they differ from what exists.",
    mixinStandardHelpOptions = true)
final class TopicsCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "An experiment file, or a built-in experiment.")
  String experiment;

  @Option(names = "--create", description = "Make those that are missing.")
  boolean create;

  @Option(
      names = "--acls",
      description =
          "Print, instead, what each role has to be allowed at the brokers, and nothing more: lines"
              + " for kafka-acls.sh, JSON, or with --strimzi KafkaUser resources.")
  boolean acls;

  @Option(names = "--json", description = "Print one JSON document.")
  boolean json;

  @Option(
      names = "--strimzi",
      arity = "0..1",
      paramLabel = "CLUSTER",
      fallbackValue = "streambed",
      description =
          "Print them as KafkaTopic resources of this Strimzi cluster (default: ${FALLBACK-VALUE}),"
              + " and do nothing else.")
  @Nullable String strimzi;

  @Mixin BrokerOptions brokers;

  @Override
  public Integer call() {
    ExperimentPlan plan = ExperimentPlan.load(experiment, Map.of());
    List<Topic<?>> topics = plan.topics().all();
    if (strimzi != null) {
      print(
          acls
              ? StrimziText.users(plan.topics(), strimzi)
              : StrimziText.topics(plan.topics(), strimzi));
      return 0;
    }
    if (acls) {
      printAcls(plan.topics());
      return 0;
    }
    boolean known = brokers.kafka().or(() -> brokers.directory(plan).brokerAddress()).isPresent();
    if (!known && !create) {
      print(topics, Map.of());
      return 0;
    }
    try (Connection<Void> connection = brokers.connect(plan)) {
      TopicClient client = connection.client();
      if (create) {
        Waiting.on(client.admin().create(topics), LIMIT);
      }
      Map<String, TopicState> states =
          Waiting.on(client.admin().describe(topics), LIMIT).stream()
              .collect(Collectors.toMap(TopicState::name, Function.identity()));
      print(topics, states);
      return states.values().stream().allMatch(state -> state.differences().isEmpty()) ? 0 : 1;
    }
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }

  private void printAcls(Topics all) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(AclText.documents(all)));
    } else {
      AclText.lines(all).forEach(out::println);
    }
    out.flush();
  }

  /**
   * @param states by the topic's name; none where no broker is known
   */
  private void print(List<Topic<?>> topics, Map<String, TopicState> states) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          Json.text(
              topics.stream().map(topic -> document(topic, states.get(topic.name()))).toList()));
    } else {
      topics.forEach(topic -> out.println(line(topic, states.get(topic.name()))));
    }
    out.flush();
  }

  private static Map<String, @Nullable Object> document(
      Topic<?> topic, @Nullable TopicState state) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("topic", topic.name());
    document.put("type", topic.type());
    document.put("partitions", topic.layout().partitions());
    document.put("settings", topic.layout().settings());
    document.put("exists", state == null ? null : state.exists());
    document.put("differences", state == null ? null : state.differences());
    return document;
  }

  private static String line(Topic<?> topic, @Nullable TopicState state) {
    String found =
        state == null
            ? ""
            : state.differences().isEmpty() ? "  as declared" : "  " + state.differences();
    return "%-32s %d partitions  %s%s"
        .formatted(topic.name(), topic.layout().partitions(), topic.layout().settings(), found);
  }
}
