package io.streambed.topics.security;

import static org.apache.kafka.clients.CommonClientConfigs.SECURITY_PROTOCOL_CONFIG;
import static org.apache.kafka.common.config.SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG;

import io.streambed.topics.experiment.CheckedSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How the brokers are trusted, and who this process is to them: section {@code kafka.security}.
 *
 * @param protocol whether connections are encrypted, and whether a login follows
 * @param tls files for an encrypted connection
 * @param verifyHostName whether a broker's certificate must hold the name it is called by
 * @param login where the protocol has one
 */
public record KafkaSecurity(
    Protocol protocol, TlsFiles tls, boolean verifyHostName, Optional<SaslLogin> login) {

  /** Kafka's four. */
  public enum Protocol {
    /** Neither. */
    PLAINTEXT,
    /** TLS; with an identity of one's own, mutual TLS. */
    SSL,
    /** A login in the clear. */
    SASL_PLAINTEXT,
    /** A login within TLS. */
    SASL_SSL;

    /** As an experiment file says it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isEncrypted() {
      return this == SSL || this == SASL_SSL;
    }

    boolean hasLogin() {
      return this == SASL_PLAINTEXT || this == SASL_SSL;
    }
  }

  /** No encryption, no login: a broker of this machine. */
  public static KafkaSecurity plaintext() {
    return new KafkaSecurity(Protocol.PLAINTEXT, TlsFiles.none(), true, Optional.empty());
  }

  /** Reads the section {@code kafka.security}, and notes every mistake in it. */
  public static KafkaSecurity from(CheckedSettings section) {
    Protocol protocol = section.choice("protocol", Protocol.class);
    boolean verifies = section.flag("verify-host-name");
    TlsFiles tls = TlsFiles.from(section);
    if (!protocol.isEncrypted()) {
      refuse(section, List.of("trust.file", "identity.file"), "ssl or sasl-ssl");
    }
    Optional<SaslLogin> login =
        protocol.hasLogin() ? SaslLogin.from(section) : withoutLogin(section);
    if (protocol == Protocol.SASL_PLAINTEXT
        && login.filter(known -> known.mechanism() == SaslLogin.Mechanism.PLAIN).isPresent()) {
      section.mistake("mechanism", "another than plain, which shows the password to the network");
    }
    return new KafkaSecurity(protocol, tls, verifies, login);
  }

  private static Optional<SaslLogin> withoutLogin(CheckedSettings section) {
    Secret.from(section, "password");
    refuse(
        section,
        List.of("mechanism", "user", "password.env", "password.file", "oauth.token-endpoint"),
        "sasl-ssl or sasl-plaintext");
    return Optional.empty();
  }

  private static void refuse(CheckedSettings section, List<String> keys, String protocols) {
    keys.stream()
        .filter(section::has)
        .forEach(
            key ->
                section.hiddenMistake(
                    key, "nothing, or protocol = " + protocols, "a value (not shown)"));
  }

  /** Kafka's names for it; holds secrets. */
  public Map<String, Object> properties() {
    if (protocol == Protocol.PLAINTEXT) {
      return Map.of();
    }
    Map<String, Object> properties = new HashMap<>();
    properties.put(SECURITY_PROTOCOL_CONFIG, protocol.name());
    if (protocol.isEncrypted()) {
      properties.putAll(TlsContext.properties(tls));
      properties.put(SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG, verifyHostName ? "https" : "");
    }
    login.ifPresent(known -> properties.putAll(SaslProperties.of(known)));
    return properties;
  }
}
