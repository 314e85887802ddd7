package io.streambed.app.cluster;

import io.streambed.topics.Telemetry;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.publish.Publisher;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * Cluster -> telemetry: who is a member, who of them is out of reach, and whether this one trains.
 */
final class MembershipReport {
  private final Cluster cluster;
  private final TopicClient client;
  private final Publisher<Telemetry> telemetry;
  private final String process;

  MembershipReport(Cluster cluster, TopicClient client) {
    this.cluster = cluster;
    this.client = client;
    telemetry = client.publisher(client.topics().telemetry());
    process = client.settings().clientId() + "-cluster-" + ProcessHandle.current().pid();
  }

  /** Nothing while no broker answers: reports would pile up. */
  void publish(boolean trains) {
    if (!client.outage().isZero()) {
      return;
    }
    CurrentClusterState state = cluster.state();
    long up =
        StreamSupport.stream(state.getMembers().spliterator(), false)
            .filter(member -> member.status().equals(MemberStatus.up()))
            .count();
    telemetry.publish(
        new Telemetry(
            process,
            "cluster",
            Instant.now(),
            Map.of(
                "members_up",
                (double) up,
                "members_unreachable",
                (double) state.getUnreachable().size(),
                "trains",
                trains ? 1.0 : 0.0),
            Map.of(
                "state",
                trains ? "trains" : "stands by",
                "address",
                cluster.selfMember().address().hostPort(),
                "members",
                StreamSupport.stream(state.getMembers().spliterator(), false)
                    .map(member -> word(member, state))
                    .collect(
                        Collectors.joining(", ", "", state.members().isEmpty() ? "none" : "")))));
  }

  private static String word(Member member, CurrentClusterState state) {
    String address = member.address().hostPort();
    String status = member.status().toString().toLowerCase(Locale.ROOT);
    String reach = state.getUnreachable().contains(member) ? ", out of reach" : "";
    return address.substring(address.indexOf('@') + 1) + " " + status + reach;
  }
}
