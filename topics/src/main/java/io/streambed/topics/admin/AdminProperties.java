package io.streambed.topics.admin;

import static org.apache.kafka.clients.admin.AdminClientConfig.*;

import io.streambed.topics.KafkaSettings;
import java.util.Properties;

/** How the admin client is set. */
final class AdminProperties {

  private AdminProperties() {}

  static Properties of(KafkaSettings settings) {
    Properties properties = new Properties();
    properties.put(BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    properties.put(CLIENT_ID_CONFIG, settings.clientId() + "-admin");
    properties.put(REQUEST_TIMEOUT_MS_CONFIG, "5000");
    properties.put(DEFAULT_API_TIMEOUT_MS_CONFIG, "15000");
    properties.put(RECONNECT_BACKOFF_MAX_MS_CONFIG, "2000");
    properties.putAll(settings.clientProperties());
    return properties;
  }
}
