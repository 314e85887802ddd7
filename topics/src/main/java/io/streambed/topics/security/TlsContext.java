package io.streambed.topics.security;

import static org.apache.kafka.common.config.SslConfigs.*;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/** Opens files of TLS as Kafka's clients do, so that one form serves them and everybody else. */
public final class TlsContext {

  private TlsContext() {}

  /**
   * For a server or a client.
   *
   * @throws IllegalArgumentException if a file cannot be opened; says why, not what is in it
   */
  public static SSLContext of(TlsFiles files) {
    ConfigDef definition = new ConfigDef();
    SslConfigs.addClientSslSupport(definition);
    try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
      factory.configure(definition.parse(properties(files)));
      return factory.sslContext();
    } catch (KafkaException | UncheckedIOException unusable) {
      throw new IllegalArgumentException(reason(unusable), unusable);
    }
  }

  /** Why they cannot be opened; empty if they can. */
  static Optional<String> problem(TlsFiles files) {
    try {
      of(files);
      return Optional.empty();
    } catch (IllegalArgumentException unusable) {
      return Optional.of(String.valueOf(unusable.getMessage()));
    }
  }

  /** Kafka's names for them. Texts of keys and passwords are of a type that does not show them. */
  static Map<String, Object> properties(TlsFiles files) {
    Map<String, Object> properties = new HashMap<>();
    files
        .trust()
        .ifPresent(
            store -> {
              properties.put(SSL_TRUSTSTORE_TYPE_CONFIG, store.form().name());
              properties.put(SSL_TRUSTSTORE_LOCATION_CONFIG, store.file().toString());
              store
                  .password()
                  .ifPresent(secret -> properties.put(SSL_TRUSTSTORE_PASSWORD_CONFIG, of(secret)));
            });
    files.identity().ifPresent(identity -> put(identity, properties));
    return properties;
  }

  private static void put(TlsFiles.Identity identity, Map<String, Object> properties) {
    properties.put(SSL_KEYSTORE_TYPE_CONFIG, identity.form().name());
    if (identity.certificates().isPresent()) {
      properties.put(SSL_KEYSTORE_KEY_CONFIG, text(identity.file()));
      properties.put(SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, text(identity.certificates().get()));
    } else {
      properties.put(SSL_KEYSTORE_LOCATION_CONFIG, identity.file().toString());
    }
    identity
        .password()
        .ifPresent(
            secret -> {
              properties.put(SSL_KEY_PASSWORD_CONFIG, of(secret));
              if (identity.form() != TlsFiles.Form.PEM) {
                properties.put(SSL_KEYSTORE_PASSWORD_CONFIG, of(secret));
              }
            });
  }

  private static Password text(Path file) {
    try {
      return new Password(Files.readString(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + file, unreadable);
    }
  }

  private static Password of(Secret secret) {
    return new Password(secret.reveal());
  }

  private static String reason(Throwable unusable) {
    Throwable root = unusable;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root == unusable
        ? String.valueOf(unusable.getMessage())
        : "%s: %s".formatted(unusable.getMessage(), root.getMessage());
  }
}
