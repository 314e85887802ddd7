package io.streambed.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The Kafka settings of a broker, alone or one of several: small, loopback only. */
final class BrokerProperties {
  static final String CONTROLLER = "CONTROLLER";
  private static final String CLIENTS = BrokerSecurity.LISTENER.toUpperCase(Locale.ROOT);

  private BrokerProperties() {}

  /** Of the broker at {@code place} that listens at {@code port}. */
  static Map<String, String> of(ClusterPlace place, Path logs, int port, BrokerSecurity security) {
    Map<String, String> all = new HashMap<>(SMALL);
    all.putAll(PROMPT);
    all.putAll(identity(place, logs, port, security.protocol()));
    all.putAll(copies(place.copies(), place.acknowledgements()));
    if (!place.isAlone()) {
      all.putAll(PATIENT);
    }
    all.putAll(security.properties());
    return Map.copyOf(all);
  }

  private static Map<String, String> identity(
      ClusterPlace place, Path logs, int port, String protocol) {
    String clients = CLIENTS + "://" + LoopbackPort.HOST + ":";
    int advertised = place.advertisedPort() == 0 ? port : place.advertisedPort();
    return Map.of(
        "process.roles",
        "broker,controller",
        "node.id",
        Integer.toString(place.node()),
        "listeners",
        "%s%d,%s://%s:%d"
            .formatted(clients, port, CONTROLLER, LoopbackPort.HOST, place.controllerPort()),
        "advertised.listeners",
        clients + advertised,
        "controller.listener.names",
        CONTROLLER,
        "listener.security.protocol.map",
        CONTROLLER + ":PLAINTEXT," + CLIENTS + ":" + protocol,
        "inter.broker.listener.name",
        CLIENTS,
        "controller.quorum.voters",
        place.voters(),
        "log.dirs",
        logs.toString());
  }

  private static Map<String, String> copies(int copies, int acknowledgements) {
    String all = Integer.toString(copies);
    String some = Integer.toString(acknowledgements);
    return Map.of(
        "default.replication.factor", all,
        "min.insync.replicas", some,
        "offsets.topic.replication.factor", all,
        "transaction.state.log.replication.factor", all,
        "transaction.state.log.min.isr", some,
        "share.coordinator.state.topic.replication.factor", all,
        "share.coordinator.state.topic.min.isr", some,
        "auto.create.topics.enable", "false");
  }

  /** With Kafka's defaults here the idle heap is 159 MB instead of 34 MB. */
  private static final Map<String, String> SMALL =
      Map.of(
          "offsets.topic.num.partitions", "3",
          "transaction.state.log.num.partitions", "3",
          "share.coordinator.state.topic.num.partitions", "3",
          "log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20),
          "num.network.threads", "2",
          "num.io.threads", "4",
          "log.index.size.max.bytes", Integer.toString(1 << 20));

  /** A restart after a kill waits for the old registration to expire: 2 s here, 9 s by default. */
  private static final Map<String, String> PROMPT =
      Map.of(
          "broker.session.timeout.ms", "2000",
          "broker.heartbeat.interval.ms", "500",
          "group.initial.rebalance.delay.ms", "0",
          "group.min.session.timeout.ms", "1000",
          "server.max.startup.time.ms", "60000");

  /**
   * Several brokers on a busy machine take each other for dead at 2 s; a copy that lags is given up
   * after 10 s instead of 30, since writers wait for it.
   */
  private static final Map<String, String> PATIENT =
      Map.of(
          "broker.session.timeout.ms", "6000",
          "broker.heartbeat.interval.ms", "1000",
          "replica.lag.time.max.ms", "10000",
          "server.max.startup.time.ms", "300000");
}
