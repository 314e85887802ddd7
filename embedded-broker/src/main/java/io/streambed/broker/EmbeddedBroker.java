package io.streambed.broker;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker in this process, alone or one of several. Its data survive {@link #close},
 * and also a kill of the process; a broker started later on the same directory continues with them
 * at the same address.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

  private final BrokerDirectory directory;
  private final KafkaRaftServer server;
  private final String address;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedBroker(BrokerDirectory directory, KafkaRaftServer server, String address) {
    this.directory = directory;
    this.server = server;
    this.address = address;
  }

  /**
   * Starts a broker that is alone, and returns when it serves clients: some seconds after a cold
   * start of the process, less than one in a warm one.
   *
   * @throws BrokerStartException if the directory is in use, cannot be written or lies on a full
   *     disk, or the port is taken; nothing has been changed then
   */
  public static EmbeddedBroker start(EmbeddedBrokerSettings settings) {
    return start(
        settings,
        Uuid.randomUuid().toString(),
        port -> ClusterPlace.alone(LoopbackPort.freeBeside(port)));
  }

  /**
   * Starts one of several brokers. Returns when it serves clients, which takes until more than half
   * of them are up.
   *
   * @throws BrokerStartException as the other, and if the others do not come up in five minutes
   */
  public static EmbeddedBroker start(EmbeddedBrokerSettings settings, ClusterPlace place) {
    return start(settings, place.clusterId(), port -> place);
  }

  private static EmbeddedBroker start(
      EmbeddedBrokerSettings settings, String cluster, IntFunction<ClusterPlace> places) {
    BrokerDirectory directory = BrokerDirectory.open(settings);
    try {
      int port = port(settings);
      ClusterPlace place = places.apply(port);
      directory.format(
          place.node(), cluster, BrokerProperties.CONTROLLER, settings.security().scram());
      return start(
          directory, port, BrokerProperties.of(place, directory.logs(), port, settings.security()));
    } catch (BrokerStartException e) {
      directory.close();
      throw e;
    } catch (Exception e) {
      directory.close();
      throw new BrokerStartException(
          "The broker in %s did not start: %s".formatted(settings.directory(), e.getMessage()), e);
    }
  }

  private static EmbeddedBroker start(
      BrokerDirectory directory, int port, Map<String, String> properties) throws Exception {
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
    try {
      server.startup();
      String address = LoopbackPort.HOST + ":" + port;
      BrokerAddress.write(directory.root(), address);
      return new EmbeddedBroker(directory, server, address);
    } catch (Exception e) {
      server.shutdown();
      throw e;
    }
  }

  private static int port(EmbeddedBrokerSettings settings) {
    if (settings.port() != 0) {
      if (!LoopbackPort.isFree(settings.port())) {
        throw new BrokerStartException(
            "Port %d of %s is taken: expected a free one. Stop its user, choose another, or 0 for any."
                .formatted(settings.port(), LoopbackPort.HOST));
      }
      return settings.port();
    }
    int remembered = BrokerAddress.portIn(settings.directory()).orElse(0);
    if (remembered != 0 && LoopbackPort.isFree(remembered)) {
      return remembered;
    }
    int fresh = LoopbackPort.free();
    if (remembered != 0) {
      LOG.warn(
          "Port {} of the broker in {} is taken by another program; it moves to {}.",
          remembered,
          settings.directory(),
          fresh);
    }
    return fresh;
  }

  /** {@code host:port} for clients of this machine. */
  public String bootstrapServers() {
    return address;
  }

  /** Stops serving, flushes, and releases the directory. Further calls do nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        server.shutdown();
        server.awaitShutdown();
      } finally {
        directory.close();
      }
    }
  }
}
