package io.streambed.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.streambed.broker.BrokerSecurity;
import io.streambed.broker.EmbeddedBroker;
import io.streambed.broker.EmbeddedBrokerSettings;
import io.streambed.deploy.DeployFolder.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.tls.HeldCertificate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What the Strimzi operator makes of the manifests, by one broker of this process: mutual TLS, the
 * topics, and users who may do what they are allowed there and nothing else.
 */
final class StrimziBroker implements AutoCloseable {
  private static final String OPERATOR = "operator";

  private final HeldCertificate authority =
      new HeldCertificate.Builder().certificateAuthority(0).commonName("authority").build();
  private final Path operator;
  private final EmbeddedBroker broker;

  private StrimziBroker(Path directory) throws IOException {
    operator = secret(OPERATOR, directory.resolve("operator-secret"));
    Path own = secret("broker", directory.resolve("broker-secret"));
    Map<String, String> properties =
        Map.of(
            "ssl.client.auth", "required",
            "ssl.keystore.type", "PEM",
            "ssl.keystore.location", own.resolve("both.pem").toString(),
            "ssl.truststore.type", "PEM",
            "ssl.truststore.location", own.resolve("ca.crt").toString(),
            "auto.create.topics.enable", "false",
            "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users", "User:ANONYMOUS;User:CN=broker;User:CN=" + OPERATOR);
    this.broker =
        EmbeddedBroker.start(
            new EmbeddedBrokerSettings(directory.resolve("broker"), 0)
                .secured(new BrokerSecurity("SSL", properties, List.of())));
  }

  /** Started, with topics and users. */
  static StrimziBroker start(Path directory) throws Exception {
    StrimziBroker started = new StrimziBroker(directory);
    try (Admin admin = Admin.create(started.operator())) {
      admin.createTopics(topics()).all().get(60, TimeUnit.SECONDS);
      admin.createAcls(rules()).all().get(60, TimeUnit.SECONDS);
    }
    return started;
  }

  String address() {
    return broker.bootstrapServers();
  }

  /** Fills a folder with a user's secret: ca.crt of the cluster, user.crt, user.key. */
  Path secret(String user, Path folder) throws IOException {
    HeldCertificate held =
        new HeldCertificate.Builder()
            .commonName(user)
            .addSubjectAlternativeName("127.0.0.1")
            .signedBy(authority)
            .build();
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("ca.crt"), authority.certificatePem());
    Files.writeString(folder.resolve("user.crt"), held.certificatePem());
    Files.writeString(folder.resolve("user.key"), held.privateKeyPkcs8Pem());
    Files.writeString(
        folder.resolve("both.pem"), held.privateKeyPkcs8Pem() + held.certificatePem());
    return folder;
  }

  private Map<String, Object> operator() {
    return Map.of(
        "bootstrap.servers",
        address(),
        "security.protocol",
        "SSL",
        "ssl.keystore.type",
        "PEM",
        "ssl.keystore.location",
        operator.resolve("both.pem").toString(),
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        operator.resolve("ca.crt").toString());
  }

  private static List<NewTopic> topics() {
    return DeployFolder.documents(KafkaResourcesTest.TOPICS).stream()
        .map(
            topic -> {
              Map<String, String> settings = new HashMap<>();
              topic
                  .content()
                  .at("/spec/config")
                  .fields()
                  .forEachRemaining(
                      entry -> settings.put(entry.getKey(), entry.getValue().asText()));
              int partitions = topic.content().at("/spec/partitions").asInt();
              return new NewTopic(topic.name(), Optional.of(partitions), Optional.empty())
                  .configs(settings);
            })
        .toList();
  }

  private static List<AclBinding> rules() {
    List<AclBinding> rules = new ArrayList<>();
    for (Document user : DeployFolder.documents(KafkaResourcesTest.USERS)) {
      for (JsonNode rule : user.content().at("/spec/authorization/acls")) {
        JsonNode resource = rule.path("resource");
        PatternType pattern =
            resource.path("patternType").asText().equals("prefix")
                ? PatternType.PREFIXED
                : PatternType.LITERAL;
        for (JsonNode operation : rule.path("operations")) {
          rules.add(
              new AclBinding(
                  new ResourcePattern(
                      ResourceType.fromString(snake(resource.path("type").asText())),
                      resource.path("name").asText(),
                      pattern),
                  new AccessControlEntry(
                      "User:CN=" + user.name(),
                      rule.path("host").asText(),
                      AclOperation.fromString(snake(operation.asText())),
                      AclPermissionType.ALLOW)));
        }
      }
    }
    return rules;
  }

  /** transactionalId to TRANSACTIONAL_ID. */
  private static String snake(String camel) {
    return camel.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }

  @Override
  public void close() {
    broker.close();
  }
}
