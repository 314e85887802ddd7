package io.streambed.topics.security;

import static org.apache.kafka.common.config.SaslConfigs.*;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/** Kafka's names for a login. */
final class SaslProperties {
  /** Kafka asks no address for tokens, and opens no file, that this property of the JVM lacks. */
  private static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

  private SaslProperties() {}

  static Map<String, Object> of(SaslLogin login) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(SASL_MECHANISM, login.mechanism().kafkaName());
    if (login instanceof SaslLogin.User user) {
      properties.put(SASL_JAAS_CONFIG, new Password(jaas(user)));
    } else if (login instanceof SaslLogin.OAuth oauth) {
      put(oauth, properties);
    }
    return properties;
  }

  private static String jaas(SaslLogin.User user) {
    Class<?> module =
        user.mechanism() == SaslLogin.Mechanism.PLAIN
            ? PlainLoginModule.class
            : ScramLoginModule.class;
    return "%s required username=%s password=%s;"
        .formatted(module.getName(), quoted(user.user()), quoted(user.password().reveal()));
  }

  private static void put(SaslLogin.OAuth oauth, Map<String, Object> properties) {
    String endpoint = oauth.endpoint().toString();
    allow(endpoint);
    properties.put(
        SASL_LOGIN_CALLBACK_HANDLER_CLASS, OAuthBearerLoginCallbackHandler.class.getName());
    properties.put(SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL, endpoint);
    properties.put(
        SASL_JAAS_CONFIG, new Password(OAuthBearerLoginModule.class.getName() + " required;"));
    oauth
        .client()
        .ifPresent(
            client -> {
              properties.put(SASL_OAUTHBEARER_CLIENT_CREDENTIALS_CLIENT_ID, client.id());
              properties.put(
                  SASL_OAUTHBEARER_CLIENT_CREDENTIALS_CLIENT_SECRET,
                  new Password(client.secret().reveal()));
            });
    oauth.scope().ifPresent(scope -> properties.put(SASL_OAUTHBEARER_SCOPE, scope));
  }

  /** The experiment file is where an operator allows it. */
  private static synchronized void allow(String endpoint) {
    TreeSet<String> allowed = new TreeSet<>(List.of(System.getProperty(ALLOWED, "").split(",")));
    allowed.remove("");
    allowed.add(endpoint);
    System.setProperty(ALLOWED, String.join(",", allowed));
  }

  private static String quoted(String text) {
    String escaped =
        text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r");
    return "\"" + escaped + "\"";
  }
}
