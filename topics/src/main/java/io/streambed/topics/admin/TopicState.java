package io.streambed.topics.admin;

import java.util.List;

/**
 * A topic as it exists at the broker.
 *
 * @param name its name
 * @param exists whether it is there
 * @param partitions how many; 0 where it does not exist
 * @param differences what is otherwise than declared, one line each; "missing" where it does not
 *     exist
 */
public record TopicState(String name, boolean exists, int partitions, List<String> differences) {

  /** Whether {@code setting}, such as partitions or cleanup.policy, is otherwise than declared. */
  public boolean differsIn(String setting) {
    return differences.stream().anyMatch(difference -> difference.startsWith(setting + ":"));
  }

  public TopicState {
    differences = List.copyOf(differences);
  }
}
