package io.streambed.topics.client;

import static io.streambed.topics.client.LiveTopics.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.streambed.topics.BrokerException;
import io.streambed.topics.Nouns;
import io.streambed.topics.Topic;
import io.streambed.topics.intake.Control;
import io.streambed.topics.intake.Received;
import io.streambed.topics.security.TestAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * A real broker with TLS and logins: who says who he is does all, whoever does not does nothing.
 */
@Timeout(180)
class SecuredTopicsIT {
  private static final String TRUST = "trust.file = authority.pem\n";

  @TempDir private Path directory;

  @Test
  void overMutualTlsAllWorksAndWithoutACertificateNothing() throws Exception {
    TestAuthority authority = new TestAuthority(directory);
    Map<String, String> properties = new HashMap<>(authority.broker());
    properties.put("ssl.client.auth", "required");
    properties.put("super.users", "User:CN=node");
    authority.identity("node");
    try (SecuredTopics secured = new SecuredTopics(directory, "SSL", properties, List.of())) {
      String tls = "protocol = ssl\n" + TRUST;
      doAll(secured, secured.client("tls", tls + "identity.file = node.pem"));
      String nobody = refusal(secured, tls);
      assertTrue(nobody.contains("handshake") || nobody.contains("kafka.security"), nobody);
      String stranger = refusal(secured, "protocol = ssl\nidentity.file = node.pem");
      assertTrue(stranger.contains("SSL handshake failed"), stranger);
      String plain = refusal(secured, "");
      assertTrue(
          plain.contains("may expect another kafka.security than protocol = plaintext"), plain);
    }
  }

  @Test
  void withAPasswordWithinTlsAllWorksAndWithAWrongOneNothing() throws Exception {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Map<String, String> properties = new HashMap<>(new TestAuthority(directory).broker());
    properties.put("super.users", "User:alice");
    try (SecuredTopics secured =
        new SecuredTopics(directory, "SASL_SSL", properties, List.of("alice"))) {
      doAll(secured, secured.client("login", secured.user("alice")));
      log.start();
      root.addAppender(log);
      String wrong = refusal(secured, secured.user("alice", "not-the-password"));
      assertTrue(wrong.contains("invalid credentials with SASL mechanism SCRAM-SHA-512"), wrong);
      TopicClient bare = secured.client("bare", "protocol = ssl\n" + TRUST);
      failure(bare.admin().check(Duration.ofSeconds(5)));
      LiveTopics.close(bare);
    } finally {
      root.detachAppender(log);
    }
    assertFalse(log.list.isEmpty());
    for (ILoggingEvent event : log.list) {
      assertFalse(event.getFormattedMessage().contains("not-the-password"), event.toString());
    }
  }

  @Test
  void withATokenOfAnIdentityProviderAllWorksAndWithAWrongSecretNothing() throws Exception {
    try (TestIdentityProvider provider = new TestIdentityProvider("streambed", "let-me-in")) {
      Map<String, String> properties = new HashMap<>(new TestAuthority(directory).broker());
      properties.putAll(provider.broker());
      properties.put("super.users", "User:streambed");
      try (SecuredTopics secured =
          new SecuredTopics(directory, "SASL_SSL", properties, List.of("alice"))) {
        doAll(secured, secured.client("token", TRUST + provider.client(directory, "let-me-in")));
        String secret = TRUST + provider.client(directory, "let-me-out");
        BrokerException wrong =
            assertThrows(BrokerException.class, () -> secured.client("refused", secret));
        String message = String.valueOf(wrong.getMessage());
        assertTrue(message.contains("expected a login as kafka.security"), message);
        assertTrue(message.contains("401") && !message.contains("let-me-out"), message);
      }
    }
  }

  /** Administrator, producer, group member and plain reader. */
  private static void doAll(SecuredTopics secured, TopicClient client) {
    List<String> names = client.topics().all().stream().map(Topic::name).toList();
    assertEquals(names, await(client.admin().create(client.topics().all())));
    var runs = client.topics().runs();
    await(client.publisher(runs).publish(Nouns.runBlock(7)));
    CompletableFuture<Received<?>> heard = new CompletableFuture<>();
    Control member =
        client
            .intake()
            .committed(
                runs,
                "simulators",
                Flow.<Received<io.streambed.science.RunBlock>>create()
                    .map(
                        received -> {
                          heard.complete(received);
                          return received.receipt();
                        }))
            .to(Sink.ignore())
            .run(secured.materializer());
    assertEquals(Nouns.runBlock(7), ((Received.Decoded<?>) await(heard)).value());
    await(member.drain());
    assertEquals(
        1, await(client.intake().upToNow(runs).runWith(Sink.seq(), secured.materializer())).size());
    LiveTopics.close(client);
  }

  /** Administrator, producer and reader are each told; gives what the first is told. */
  private static String refusal(SecuredTopics secured, String security) throws Exception {
    TopicClient client = secured.client("refused", security);
    String said = failure(client.admin().check(Duration.ofSeconds(5)));
    if (!said.contains("protocol = plaintext")) {
      // Who is not understood at all is, to a producer, a broker that is away: it waits.
      failure(client.publisher(client.topics().runs()).publish(Nouns.runBlock(1)));
    }
    failure(
        client
            .intake()
            .upToNow(client.topics().runs())
            .runWith(Sink.seq(), secured.materializer()));
    client.close(Duration.ofMillis(100)).toCompletableFuture().get(30, TimeUnit.SECONDS);
    return said;
  }

  private static String failure(CompletionStage<?> stage) throws IOException {
    ExecutionException failed =
        assertThrows(
            ExecutionException.class, () -> stage.toCompletableFuture().get(60, TimeUnit.SECONDS));
    return String.valueOf(assertInstanceOf(BrokerException.class, failed.getCause()).getMessage());
  }
}
