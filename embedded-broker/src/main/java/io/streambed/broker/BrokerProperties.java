package io.streambed.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The Kafka settings of a broker that is alone: one replica of everything, small, loopback only.
 */
final class BrokerProperties {
  static final int NODE = 1;
  static final String CONTROLLER = "CONTROLLER";
  private static final String CLIENTS = BrokerSecurity.LISTENER.toUpperCase(Locale.ROOT);

  private BrokerProperties() {}

  static Map<String, String> of(Path logs, int port, int controllerPort, BrokerSecurity security) {
    Map<String, String> all = new HashMap<>();
    all.putAll(identity(logs, port, controllerPort, security.protocol()));
    all.putAll(SINGLE_REPLICA);
    all.putAll(SMALL);
    all.putAll(PROMPT);
    all.putAll(security.properties());
    return Map.copyOf(all);
  }

  private static Map<String, String> identity(
      Path logs, int port, int controllerPort, String protocol) {
    String clients = CLIENTS + "://" + LoopbackPort.HOST + ":" + port;
    String controller = LoopbackPort.HOST + ":" + controllerPort;
    return Map.of(
        "process.roles",
        "broker,controller",
        "node.id",
        Integer.toString(NODE),
        "listeners",
        clients + "," + CONTROLLER + "://" + controller,
        "advertised.listeners",
        clients,
        "controller.listener.names",
        CONTROLLER,
        "listener.security.protocol.map",
        CONTROLLER + ":PLAINTEXT," + CLIENTS + ":" + protocol,
        "inter.broker.listener.name",
        CLIENTS,
        "controller.quorum.voters",
        NODE + "@" + controller,
        "log.dirs",
        logs.toString());
  }

  private static final Map<String, String> SINGLE_REPLICA =
      Map.of(
          "default.replication.factor", "1",
          "min.insync.replicas", "1",
          "offsets.topic.replication.factor", "1",
          "transaction.state.log.replication.factor", "1",
          "transaction.state.log.min.isr", "1",
          "share.coordinator.state.topic.replication.factor", "1",
          "share.coordinator.state.topic.min.isr", "1",
          "auto.create.topics.enable", "false");

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
}
