package io.streambed.app.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.streambed.topics.experiment.CheckedSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;

/**
 * How trainers form a cluster.
 *
 * @param enabled whether they do; otherwise no port is opened and nobody stands by
 * @param host by which the others reach this one
 * @param port for the cluster's own messages
 * @param managementPort for finding each other, and for health checks
 * @param members how many are meant to be up
 * @param discovery how they find each other
 * @param contactPoints HOST:PORT of the management ports of all, with discovery by config
 * @param kubernetesLabels selector of their pods, with discovery by kubernetes-api
 * @param times how soon a silent node is given up
 * @param tls between them; empty for none
 */
public record ClusterSettings(
    boolean enabled,
    String host,
    int port,
    int managementPort,
    int members,
    Discovery discovery,
    List<String> contactPoints,
    String kubernetesLabels,
    Times times,
    Optional<ClusterTls> tls) {
  private static final Pattern ADDRESS = Pattern.compile("[^\\s:]+:\\d{1,5}");
  private static final int MOST_PORT = 65_535;
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** How nodes find each other. */
  public enum Discovery {
    /** All contact points are in the settings. */
    CONFIG,
    /** The pods of a label, asked of Kubernetes. */
    KUBERNETES_API
  }

  /**
   * @param heartbeat between two signs of life
   * @param pause without one after which a node counts as unreachable
   * @param stableAfter how long who is unreachable has to stay the same before a side is given up
   * @param removalMargin after that until the trainer starts elsewhere
   * @param bootstrapMargin how long the contact points have to stay the same before a cluster forms
   */
  public record Times(
      Duration heartbeat,
      Duration pause,
      Duration stableAfter,
      Duration removalMargin,
      Duration bootstrapMargin) {}

  public ClusterSettings {
    contactPoints = List.copyOf(contactPoints);
  }

  /** Reads section {@code cluster} of a whole file, and notes every mistake in it. */
  public static ClusterSettings from(CheckedSettings file) {
    CheckedSettings cluster = file.section("cluster");
    boolean enabled = cluster.flag("enabled");
    Discovery discovery = cluster.choice("discovery", Discovery.class);
    List<String> points =
        Arrays.stream(
                (cluster.has("contact-points") ? cluster.text("contact-points") : "").split(","))
            .map(String::strip)
            .filter(point -> !point.isEmpty())
            .toList();
    String host = cluster.text("host");
    int managementPort = cluster.integer("management-port", 1, MOST_PORT);
    int members = cluster.integer("members", 1, 99);
    if (enabled && members == 2) {
      cluster.mistake(
          "members",
          "1 or at least 3: of two nodes the survivor cannot tell whether the other is dead or itself cut off, and would stop");
    }
    if (enabled && discovery == Discovery.CONFIG) {
      checkPoints(cluster, points, host + ":" + managementPort, members);
    }
    if (enabled && file.section("checkpoint").text("store").equals("directory")) {
      file.mistake(
          "checkpoint.store",
          "topic, since cluster.enabled = true: who takes over needs the checkpoints of another machine");
    }
    return new ClusterSettings(
        enabled,
        host,
        cluster.integer("port", 1, MOST_PORT),
        managementPort,
        members,
        discovery,
        points,
        cluster.text("kubernetes-labels"),
        new Times(
            cluster.duration("heartbeat", SHORTEST, LONGEST),
            cluster.duration("heartbeat-pause", SHORTEST, LONGEST),
            cluster.duration("stable-after", SHORTEST, LONGEST),
            cluster.duration("removal-margin", SHORTEST, LONGEST),
            cluster.duration("bootstrap-margin", SHORTEST, LONGEST)),
        ClusterTls.from(cluster.section("tls")));
  }

  private static void checkPoints(
      CheckedSettings cluster, List<String> points, String own, int members) {
    boolean wellFormed = points.stream().allMatch(point -> ADDRESS.matcher(point).matches());
    if (!wellFormed || points.size() != members || !points.contains(own)) {
      cluster.mistake(
          "contact-points",
          "HOST:PORT of all %d members (cluster.members) with commas between them, this node's own %s among them (cluster.host and cluster.management-port)"
              .formatted(members, own));
    }
  }

  /** The actor system of a node: a cluster's, or one that opens no port. */
  public <T> ActorSystem<T> system(Behavior<T> root, String experiment) {
    return enabled
        ? ActorSystem.create(root, "streambed-" + experiment, pekko(experiment))
        : ActorSystem.create(root, "streambed");
  }

  private Config pekko(String experiment) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("pekko.actor.provider", "cluster");
    all.put("pekko.remote.artery.transport", tls.isPresent() ? "tls-tcp" : "tcp");
    all.put("pekko.remote.artery.canonical.hostname", host);
    all.put("pekko.remote.artery.canonical.port", port);
    tls.ifPresent(pem -> all.putAll(pem.pekko()));
    all.put("pekko.cluster.roles", List.of("trainer"));
    // Without a resolver a cut leaves two clusters, and two trainers.
    all.put(
        "pekko.cluster.downing-provider-class",
        "org.apache.pekko.cluster.sbr.SplitBrainResolverProvider");
    all.put("pekko.cluster.split-brain-resolver.active-strategy", "keep-majority");
    all.put("pekko.cluster.split-brain-resolver.stable-after", text(times.stableAfter()));
    // If not set it silently equals stable-after: with 20 s, the default of both, a trainer was
    // back after 46 s.
    all.put("pekko.cluster.down-removal-margin", text(times.removalMargin()));
    all.put("pekko.cluster.failure-detector.heartbeat-interval", text(times.heartbeat()));
    all.put("pekko.cluster.failure-detector.acceptable-heartbeat-pause", text(times.pause()));
    // The trainer that leaves writes a checkpoint first.
    all.put("pekko.coordinated-shutdown.phases.cluster-exiting.timeout", "20s");
    all.putAll(discovery(experiment));
    return ConfigFactory.parseMap(all).withFallback(ConfigFactory.load());
  }

  private Map<String, Object> discovery(String experiment) {
    Map<String, Object> all = new LinkedHashMap<>();
    String bootstrap = "pekko.management.cluster.bootstrap.";
    String service = "streambed-" + experiment;
    all.put("pekko.management.http.hostname", host);
    all.put("pekko.management.http.port", managementPort);
    all.put("pekko.management.http.route-providers-read-only", true);
    all.put(bootstrap + "contact-point-discovery.service-name", service);
    all.put(
        bootstrap + "contact-point-discovery.discovery-method",
        discovery == Discovery.CONFIG ? "config" : "kubernetes-api");
    // A majority may form a new cluster; two of them cannot exist. To wait for all would keep a
    // cluster down with one machine.
    all.put(bootstrap + "contact-point-discovery.required-contact-point-nr", members / 2 + 1);
    all.put(bootstrap + "contact-point-discovery.contact-with-all-contact-points", false);
    all.put(bootstrap + "contact-point-discovery.stable-margin", text(times.bootstrapMargin()));
    // Nodes on one machine differ in their ports.
    all.put(bootstrap + "contact-point.filter-on-fallback-port", false);
    all.put("pekko.discovery.kubernetes-api.pod-label-selector", kubernetesLabels);
    all.put(
        "pekko.discovery.config.services",
        Map.of(
            service,
            Map.of("endpoints", contactPoints.stream().map(ClusterSettings::endpoint).toList())));
    return all;
  }

  private static Map<String, Object> endpoint(String point) {
    int colon = point.lastIndexOf(':');
    return Map.of(
        "host", point.substring(0, colon), "port", Integer.parseInt(point.substring(colon + 1)));
  }

  private static String text(Duration time) {
    return time.toMillis() + "ms";
  }
}
