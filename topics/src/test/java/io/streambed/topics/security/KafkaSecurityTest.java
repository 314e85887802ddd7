package io.streambed.topics.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.topics.KafkaSettings;
import io.streambed.topics.experiment.FileSettings;
import io.streambed.topics.experiment.InvalidSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaSecurityTest {
  private static final String HIDDEN = "hunter-two";

  @TempDir private Path directory;

  @BeforeEach
  void writeAPassword() throws IOException {
    Files.writeString(directory.resolve("password"), HIDDEN + "\n");
  }

  @Test
  void withoutASectionNothingIsAskedOfKafka() throws IOException {
    assertEquals(KafkaSecurity.plaintext(), read(""));
    assertEquals(Map.of(), read("").properties());
  }

  @Test
  void aUserWithAPasswordInAFileIsSaidAsKafkaWantsIt() throws IOException {
    Map<String, Object> properties =
        read("""
        protocol = sasl-ssl
        mechanism = scram-sha-512
        user = "a \\"b\\""
        password.file = password
        """)
            .properties();
    assertEquals("SASL_SSL", properties.get("security.protocol"));
    assertEquals("SCRAM-SHA-512", properties.get("sasl.mechanism"));
    assertEquals("https", properties.get("ssl.endpoint.identification.algorithm"));
    assertEquals(
        "org.apache.kafka.common.security.scram.ScramLoginModule required"
            + " username=\"a \\\"b\\\"\" password=\"hunter-two\";",
        hidden(properties, "sasl.jaas.config"));
    assertFalse(properties.toString().contains(HIDDEN), properties.toString());
  }

  @Test
  void aPasswordOfTheEnvironmentIsFound() throws IOException {
    KafkaSecurity security =
        read("protocol = sasl-ssl, mechanism = plain, user = u, password.env = PATH");
    assertEquals(
        new SaslLogin.User(SaslLogin.Mechanism.PLAIN, "u", Secret.of(System.getenv("PATH"))),
        security.login().orElseThrow());
  }

  @Test
  void aClientOfAnIdentityProviderIsSaidAsKafkaWantsIt() throws IOException {
    Map<String, Object> properties =
        read("""
        protocol = sasl-ssl
        mechanism = oauthbearer
        oauth {
          token-endpoint = "https://id.example/token"
          client = streambed
          secret.file = password
          scope = kafka
        }
        """)
            .properties();
    assertEquals("OAUTHBEARER", properties.get("sasl.mechanism"));
    assertEquals("https://id.example/token", properties.get("sasl.oauthbearer.token.endpoint.url"));
    assertEquals("streambed", properties.get("sasl.oauthbearer.client.credentials.client.id"));
    assertEquals(
        new Password(HIDDEN), properties.get("sasl.oauthbearer.client.credentials.client.secret"));
    assertTrue(
        System.getProperty("org.apache.kafka.sasl.oauthbearer.allowed.urls", "")
            .contains("https://id.example/token"));
  }

  @Test
  void keyAndCertificateMayLieInTwoFiles() throws IOException {
    TestAuthority authority = new TestAuthority(directory);
    authority.keyAlone("node");
    authority.certificate();
    KafkaSecurity security =
        read(
            """
            protocol = ssl
            verify-host-name = false
            trust.file = authority.pem
            identity { file = node.key, certificates = node.crt }
            """);
    Map<String, Object> properties = security.properties();
    assertEquals("PEM", properties.get("ssl.keystore.type"));
    assertEquals("", properties.get("ssl.endpoint.identification.algorithm"));
    assertEquals(
        Files.readString(directory.resolve("node.crt")),
        hidden(properties, "ssl.keystore.certificate.chain"));
    assertEquals("TLS", TlsContext.of(security.tls()).getProtocol().substring(0, 3));
  }

  @Test
  void aSecretInTheFileItselfIsRefusedWithWordsThatSayHowAndIsNotShown() {
    String message =
        refusal("protocol = sasl-ssl, mechanism = plain, user = u, password = hunter-two");
    assertTrue(
        message.contains("kafka.security.password: expected a secret by reference"), message);
    assertTrue(message.contains("{ env = NAME }"), message);
  }

  @Test
  void aSecretInPlaceOfItsNameIsNotShown() {
    String start = "protocol = sasl-ssl, mechanism = plain, user = u, ";
    String env = refusal(start + "password.env = hunter-two");
    assertTrue(env.contains("kafka.security.password.env: expected the name of an env"), env);
    String file = refusal(start + "password.file = hunter-two");
    assertTrue(file.contains("kafka.security.password.file: expected the name of a file"), file);
    String both = refusal(start + "password { env = PATH, file = hunter-two }");
    assertTrue(both.contains("found both"), both);
  }

  @Test
  void everyMistakeIsNamedAtOnce() {
    String message =
        refusal(
            """
            protocol = sasl-ssl
            trust.file = nowhere.pem
            identity.file = password
            mechanism = scram-sha-512
            password.file = password
            verify-hostname = true
            """);
    assertTrue(message.contains("kafka.security.trust.file: expected the name of a file"), message);
    assertTrue(message.contains("kafka.security.identity.file: expected a file that"), message);
    assertTrue(message.contains("kafka.security.user: expected the user"), message);
    assertTrue(message.contains("did you mean verify-host-name?"), message);
  }

  @Test
  void aMechanismThatIsUnknownOrMissingIsNamedWithThoseThereAre() {
    assertTrue(
        refusal("protocol = sasl-ssl").contains("kafka.security.mechanism: expected one of"));
    String unknown = refusal("protocol = sasl-ssl, mechanism = kerberos");
    assertTrue(unknown.contains("scram-sha-512"), unknown);
  }

  @Test
  void whatTheProtocolWouldNotUseIsRefused() {
    String message = refusal("user = u, password.file = password, trust.file = password");
    assertTrue(message.contains("user: expected nothing, or protocol = sasl-ssl"), message);
    assertTrue(message.contains("password.file: expected nothing"), message);
    assertTrue(message.contains("trust.file: expected nothing, or protocol = ssl"), message);
  }

  @Test
  void aPasswordIsNotSentInTheClear() {
    String message =
        refusal("protocol = sasl-plaintext, mechanism = plain, user = u, password.file = password");
    assertTrue(message.contains("mechanism: expected another than plain"), message);
  }

  @Test
  void securityAmongTheFreePropertiesIsRefusedAndNotShown() {
    String message = invalid("kafka.properties { \"ssl.key.password\" = hunter-two }");
    assertTrue(message.contains("kafka.properties: expected nothing of security"), message);
    assertTrue(message.contains("ssl.key.password"), message);
  }

  @Test
  void nothingThatCanBePrintedHoldsASecret() throws IOException {
    KafkaSettings settings =
        settings(
            "kafka.security { protocol = sasl-ssl, mechanism = plain, user = u, password.file ="
                + " password }");
    assertFalse(settings.toString().contains(HIDDEN), settings.toString());
    assertTrue(settings.toString().contains("(secret)"), settings.toString());
    assertFalse(settings.clientProperties().toString().contains(HIDDEN));
  }

  @Test
  void aBrokerOfThisProcessIsReachedWithoutSecurity() throws IOException {
    KafkaSettings settings = settings("kafka.security.protocol = ssl");
    assertEquals(KafkaSecurity.Protocol.SSL, settings.at("there:9092").security().protocol());
    assertEquals(KafkaSecurity.plaintext(), settings.embeddedAt("127.0.0.1:9092").security());
  }

  private static String hidden(Map<String, Object> properties, String name) {
    return assertInstanceOf(Password.class, properties.get(name)).value();
  }

  private KafkaSecurity read(String section) throws IOException {
    return settings("kafka.security {\n" + section + "\n}").security();
  }

  private String refusal(String section) {
    return invalid("kafka.security {\n" + section + "\n}");
  }

  private String invalid(String content) {
    String message =
        String.valueOf(assertThrows(InvalidSettings.class, () -> settings(content)).getMessage());
    assertFalse(message.contains(HIDDEN), message);
    return message;
  }

  private KafkaSettings settings(String content) throws IOException {
    Path file = Files.writeString(directory.resolve("experiment.conf"), content);
    return FileSettings.load(file.toUri().toURL(), Map.of()).checked(KafkaSettings::from);
  }
}
