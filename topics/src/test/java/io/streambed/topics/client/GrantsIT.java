package io.streambed.topics.client;

import static io.streambed.topics.client.LiveTopics.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.streambed.topics.Codec;
import io.streambed.topics.Topic;
import io.streambed.topics.Topics;
import io.streambed.topics.acl.AclRole;
import io.streambed.topics.acl.Grant;
import io.streambed.topics.acl.Grants;
import io.streambed.topics.intake.Received;
import io.streambed.topics.security.TestAuthority;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that allows what the grants say: every role on every topic. */
@Timeout(300)
class GrantsIT {
  private static final String EXPERIMENT = "granted";
  private static final Topics TOPICS = Topics.of(EXPERIMENT);

  /** Worked out by hand from who reads and writes what, see docs/architecture.md. */
  private static final Map<AclRole, Set<String>> READS =
      new EnumMap<>(
          Map.of(
              AclRole.ADMINISTRATOR,
              Set.of(),
              AclRole.SIMULATOR,
              Set.of("runs", "telemetry"),
              AclRole.TRAINER,
              Set.of("pairs", "models", "checkpoints", "observations", "telemetry"),
              AclRole.INFERENCE,
              Set.of("models", "readings", "windows", "observations", "sessions", "telemetry"),
              AclRole.PAGE,
              Set.of("models", "posteriors", "dead-letters", "telemetry"),
              AclRole.SENSOR,
              Set.of(),
              AclRole.READER,
              Set.of("models", "posteriors", "dead-letters", "telemetry")));

  private static final Map<AclRole, Set<String>> WRITES =
      new EnumMap<>(
          Map.of(
              AclRole.ADMINISTRATOR,
              Set.of(),
              AclRole.SIMULATOR,
              Set.of("pairs", "dead-letters", "telemetry"),
              AclRole.TRAINER,
              Set.of("runs", "models", "checkpoints", "dead-letters", "telemetry"),
              AclRole.INFERENCE,
              Set.of(
                  "windows", "observations", "posteriors", "sessions", "dead-letters", "telemetry"),
              AclRole.PAGE,
              Set.of("runs", "pairs", "readings", "observations", "dead-letters"),
              AclRole.SENSOR,
              Set.of("readings", "observations"),
              AclRole.READER,
              Set.of()));

  @TempDir private Path directory;

  @Test
  void eachRoleDoesWhatItHasToAndNothingElseOnAnyTopic() throws Exception {
    List<String> users = Arrays.stream(AclRole.values()).map(AclRole::word).toList();
    Map<String, String> properties = new HashMap<>(new TestAuthority(directory).broker());
    try (SecuredTopics secured = new SecuredTopics(directory, "SASL_SSL", properties, users)) {
      grant(secured);
      TopicClient administrator = secured.client(EXPERIMENT, secured.user("administrator"));
      assertEquals(TOPICS.all().size(), await(administrator.admin().create(TOPICS.all())).size());
      LiveTopics.close(administrator);
      TopicClient root = secured.client(EXPERIMENT, secured.user("broker"));
      for (Topic<?> topic : TOPICS.all()) {
        await(root.publisher(raw(topic)).publish(ByteString.fromString("x")));
      }
      LiveTopics.close(root);
      for (AclRole role : AclRole.values()) {
        TopicClient client = secured.client(EXPERIMENT, secured.user(role.word()));
        for (Topic<?> topic : TOPICS.all()) {
          String name = topic.name().substring(EXPERIMENT.length() + 1);
          String where = role + " " + name;
          assertEquals(
              WRITES.getOrDefault(role, Set.of()).contains(name),
              writes(client, topic),
              where + " write");
          assertEquals(
              READS.getOrDefault(role, Set.of()).contains(name),
              reads(secured, client, topic),
              where);
        }
        LiveTopics.close(client);
      }
      membersOfGroups(secured);
      startsLikeANode(secured);
    }
  }

  /** Consumer groups: its own, and no other's. */
  private static void membersOfGroups(SecuredTopics secured) throws Exception {
    TopicClient simulator = secured.client(EXPERIMENT, secured.user("simulator"));
    await(
        simulator
            .intake()
            .committed(
                raw(TOPICS.runs()),
                "simulators",
                Flow.<Received<ByteString>>create().map(Received::receipt))
            .runWith(Sink.head(), secured.materializer()));
    await(simulator.admin().lag(TOPICS.runs(), "simulators"));
    assertRefused(simulator.admin().lag(TOPICS.runs(), "inference"));
    LiveTopics.close(simulator);
    for (String role : List.of("reader", "scaler")) {
      TopicClient looking = secured.client(EXPERIMENT, secured.user(role));
      await(looking.admin().lag(TOPICS.runs(), "simulators"));
      await(looking.admin().lag(TOPICS.observations(), "inference"));
      LiveTopics.close(looking);
    }
    TopicClient sensor = secured.client(EXPERIMENT, secured.user("sensor"));
    assertRefused(sensor.admin().lag(TOPICS.observations(), "inference"));
    LiveTopics.close(sensor);
  }

  /** What every process of {@code run} does first. */
  private static void startsLikeANode(SecuredTopics secured) throws Exception {
    for (String role : List.of("simulator", "trainer", "inference", "page")) {
      TopicClient client = secured.client(EXPERIMENT, secured.user(role));
      assertEquals(List.of(), await(client.admin().create(TOPICS.all())), role);
      for (var state : await(client.admin().describe(TOPICS.all()))) {
        assertEquals(List.of(), state.differences(), role + " " + state.name());
      }
      LiveTopics.close(client);
    }
  }

  private static boolean writes(TopicClient client, Topic<?> topic) throws Exception {
    return allowed(client.publisher(raw(topic)).publish(ByteString.fromString("y")));
  }

  private static boolean reads(SecuredTopics secured, TopicClient client, Topic<?> topic)
      throws Exception {
    return allowed(
        client.intake().upToNow(raw(topic)).runWith(Sink.head(), secured.materializer()));
  }

  private static boolean allowed(CompletionStage<?> stage) throws Exception {
    try {
      stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      while (cause != null && !(cause instanceof AuthorizationException)) {
        cause = cause.getCause();
      }
      assertInstanceOf(AuthorizationException.class, cause, String.valueOf(failed));
      return false;
    }
  }

  private static void assertRefused(CompletionStage<?> stage) throws Exception {
    assertEquals(false, allowed(stage));
  }

  private static Topic<ByteString> raw(Topic<?> topic) {
    return new Topic<>(
        topic.name(), topic.type(), topic.layout(), new RawBytes(), value -> "k", value -> "id");
  }

  private static final class RawBytes implements Codec<ByteString> {
    @Override
    public byte[] encode(ByteString value) {
      return value.toArray();
    }

    @Override
    public ByteString decode(byte[] bytes) {
      return ByteString.fromArray(bytes);
    }
  }

  private static void grant(SecuredTopics secured) throws Exception {
    List<AclBinding> bindings = new ArrayList<>();
    for (AclRole role : AclRole.values()) {
      for (Grant grant : Grants.of(TOPICS, role)) {
        bindings.add(
            new AclBinding(
                new ResourcePattern(
                    ResourceType.fromString(grant.resource().name()),
                    grant.name(),
                    grant.prefixed() ? PatternType.PREFIXED : PatternType.LITERAL),
                new AccessControlEntry(
                    "User:" + role.word(),
                    "*",
                    AclOperation.fromString(grant.operation().name()),
                    AclPermissionType.ALLOW)));
      }
    }
    try (Admin admin = Admin.create(secured.properties(secured.user("broker")))) {
      admin.createAcls(bindings).all().get(30, TimeUnit.SECONDS);
    }
  }
}
