package io.streambed.broker;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How clients reach a broker, and what each may do. The controller, at a port of its own of this
 * machine, has no security, so that this is for trying out how clients behave and not for keeping
 * users of one machine apart.
 *
 * @param protocol of the clients' listener: PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL
 * @param properties Kafka's own, over those of the broker, such as {@code ssl.keystore.location};
 *     the broker is a client of its own listener, so with a login they say its own as well
 * @param scram users that are there from the first start on, such as {@code
 *     SCRAM-SHA-512=[name=alice,password=...]}
 */
public record BrokerSecurity(String protocol, Map<String, String> properties, List<String> scram) {
  private static final Set<String> PROTOCOLS =
      Set.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");

  /** Name of the clients' listener in Kafka's properties, lower case as they have it. */
  public static final String LISTENER = "clients";

  public BrokerSecurity {
    if (!PROTOCOLS.contains(protocol)) {
      throw new IllegalArgumentException(
          "expected a protocol among %s, got %s"
              .formatted(PROTOCOLS.stream().sorted().toList(), protocol));
    }
    properties = Map.copyOf(properties);
    scram = List.copyOf(scram);
  }

  /** Nobody has to say who he is. */
  public static BrokerSecurity none() {
    return new BrokerSecurity("PLAINTEXT", Map.of(), List.of());
  }

  /** Shows no properties and no users: there are passwords among them. */
  @Override
  public String toString() {
    return "BrokerSecurity[protocol=%s]".formatted(protocol);
  }
}
