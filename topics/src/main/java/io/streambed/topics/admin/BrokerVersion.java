package io.streambed.topics.admin;

import io.streambed.topics.BrokerException;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.SupportedVersionRange;

/** Whether brokers are new enough: transactions and groups are relied on as they are since 4.0. */
final class BrokerVersion {
  /** Of metadata.version, with 4.0-IV0; brokers without a controller quorum (KRaft) have none. */
  private static final int FOUR_ZERO = 22;

  private BrokerVersion() {}

  static void require(String servers, FeatureMetadata features) {
    SupportedVersionRange levels = features.supportedFeatures().get("metadata.version");
    require(servers, levels == null ? OptionalInt.empty() : OptionalInt.of(levels.maxVersion()));
  }

  /**
   * @param level of metadata.version, the highest that the brokers' program knows
   * @throws BrokerException if it is below that of Kafka 4.0
   */
  static void require(String servers, OptionalInt level) {
    if (level.isEmpty() || level.getAsInt() < FOUR_ZERO) {
      throw new BrokerException(
          "expected brokers of Kafka 4.0 or newer at %s (which know metadata.version %d), found %s"
              .formatted(
                  servers,
                  FOUR_ZERO,
                  level.isEmpty() ? "none, as before 3.3 or on ZooKeeper" : level.getAsInt()));
    }
  }
}
