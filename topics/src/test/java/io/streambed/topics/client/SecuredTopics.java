package io.streambed.topics.client;

import io.streambed.broker.BrokerSecurity;
import io.streambed.broker.EmbeddedBroker;
import io.streambed.broker.EmbeddedBrokerSettings;
import io.streambed.topics.KafkaSettings;
import io.streambed.topics.Topics;
import io.streambed.topics.experiment.FileSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.Materializer;

/** A real broker that lets nobody in whom it does not know, and clients from experiment files. */
final class SecuredTopics implements AutoCloseable {
  private final Path directory;
  private final ActorTestKit actors = ActorTestKit.create();
  private final EmbeddedBroker broker;

  /**
   * @param users besides {@code broker}; the password of each is his name
   */
  SecuredTopics(
      Path directory, String protocol, Map<String, String> properties, List<String> users) {
    this.directory = directory;
    Map<String, String> all = new HashMap<>(properties);
    all.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    // Nobody else is anonymous: the controller's listener, which the broker alone calls.
    all.put(
        "super.users",
        "User:ANONYMOUS;User:broker;User:CN=broker;" + all.getOrDefault("super.users", ""));
    if (protocol.startsWith("SASL")) {
      all.putAll(
          Map.of(
              "sasl.mechanism.inter.broker.protocol",
              "SCRAM-SHA-512",
              "listener.name.clients.scram-sha-512.sasl.jaas.config",
              "org.apache.kafka.common.security.scram.ScramLoginModule required username=broker"
                  + " password=broker;"));
      all.putIfAbsent("sasl.enabled.mechanisms", "SCRAM-SHA-512");
    }
    List<String> scram =
        protocol.startsWith("SASL")
            ? Stream.concat(Stream.of("broker"), users.stream())
                .map(user -> "SCRAM-SHA-512=[name=%s,password=%s]".formatted(user, user))
                .toList()
            : List.of();
    broker =
        EmbeddedBroker.start(
            new EmbeddedBrokerSettings(directory.resolve("broker"), 0)
                .secured(new BrokerSecurity(protocol, all, scram)));
  }

  /** A client whose section {@code kafka.security} is this. */
  TopicClient client(String experiment, String security) throws IOException {
    return TopicClient.open(actors.system(), settings(security), Topics.of(experiment));
  }

  /** Properties of a plain Kafka client with this section. */
  Map<String, Object> properties(String security) throws IOException {
    Map<String, Object> properties = new HashMap<>(settings(security).clientProperties());
    properties.put("bootstrap.servers", broker.bootstrapServers());
    return properties;
  }

  private KafkaSettings settings(String security) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("experiment.conf"), "kafka.security {\n" + security + "\n}");
    return FileSettings.load(file.toUri().toURL(), Map.of())
        .checked(KafkaSettings::from)
        .at(broker.bootstrapServers());
  }

  /** The section of a user. */
  String user(String name) throws IOException {
    return user(name, name);
  }

  String user(String name, String password) throws IOException {
    Files.writeString(directory.resolve("password"), password);
    return """
    protocol = sasl-ssl
    trust.file = authority.pem
    mechanism = scram-sha-512
    user = %s
    password.file = password
    """
        .formatted(name);
  }

  Materializer materializer() {
    return Materializer.matFromSystem(actors.system());
  }

  @Override
  public void close() {
    actors.shutdownTestKit();
    broker.close();
  }
}
