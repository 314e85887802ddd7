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

  public TopicState {
    differences = List.copyOf(differences);
  }
}
