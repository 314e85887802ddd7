package io.streambed.app.command;

import io.streambed.topics.Topics;
import io.streambed.topics.acl.AclRole;
import io.streambed.topics.acl.Grant;
import io.streambed.topics.acl.Grants;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What each role of an experiment has to be allowed, for Kafka's own tool and as documents. */
final class AclText {
  private static final String TOOL =
      "kafka-acls.sh --bootstrap-server \"$BROKERS\" --command-config \"$ADMIN_PROPERTIES\" --add";

  private AclText() {}

  /** One of a resource and all that is allowed on it. */
  record Place(Grant.Resource resource, String name, boolean prefixed) {}

  /** Lines of a shell script; {@code BROKERS} and {@code ADMIN_PROPERTIES} are the caller's. */
  static List<String> lines(Topics topics) {
    List<String> lines = new ArrayList<>();
    for (AclRole role : AclRole.values()) {
      lines.add("# " + role.word());
      byPlace(topics, role)
          .forEach(
              (place, operations) -> lines.add(line(principal(topics, role), place, operations)));
    }
    return lines;
  }

  /** A document for each grant. */
  static List<Map<String, String>> documents(Topics topics) {
    List<Map<String, String>> documents = new ArrayList<>();
    for (AclRole role : AclRole.values()) {
      for (Grant grant : Grants.of(topics, role)) {
        Map<String, String> document = new LinkedHashMap<>();
        document.put("role", role.word());
        document.put("principal", principal(topics, role));
        document.put("resource", grant.resource().name());
        document.put("name", grant.name());
        document.put("pattern", grant.prefixed() ? "PREFIXED" : "LITERAL");
        document.put("operation", grant.operation().name());
        documents.add(document);
      }
    }
    return documents;
  }

  private static String principal(Topics topics, AclRole role) {
    return "User:" + user(topics, role);
  }

  /** Whom the brokers know as {@code role} of this experiment. */
  static String user(Topics topics, AclRole role) {
    return "%s-%s".formatted(topics.experiment(), role.word());
  }

  /** What {@code role} is allowed, in the order of the grants. */
  static Map<Place, List<Grant.Operation>> byPlace(Topics topics, AclRole role) {
    Map<Place, List<Grant.Operation>> places = new LinkedHashMap<>();
    for (Grant grant : Grants.of(topics, role)) {
      places
          .computeIfAbsent(
              new Place(grant.resource(), grant.name(), grant.prefixed()), p -> new ArrayList<>())
          .add(grant.operation());
    }
    return places;
  }

  private static String line(String principal, Place place, List<Grant.Operation> operations) {
    StringBuilder line = new StringBuilder(TOOL);
    line.append(" --allow-principal ").append(principal);
    operations.forEach(operation -> line.append(" --operation ").append(word(operation)));
    line.append(" --").append(word(place.resource())).append(' ').append(place.name());
    return place.prefixed()
        ? line.append(" --resource-pattern-type prefixed").toString()
        : line.toString();
  }

  /** As Kafka's tools write it. */
  static String word(Grant.Operation operation) {
    return switch (operation) {
      case READ -> "Read";
      case WRITE -> "Write";
      case CREATE -> "Create";
      case DESCRIBE -> "Describe";
      case DESCRIBE_CONFIGS -> "DescribeConfigs";
    };
  }

  private static String word(Grant.Resource resource) {
    return resource.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
