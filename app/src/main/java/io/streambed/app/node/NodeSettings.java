package io.streambed.app.node;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a process is to do.
 *
 * @param roles at least one
 * @param data what it keeps on this machine
 * @param kafka brokers, HOST:PORT with commas between them; empty for an embedded one
 * @param page whether the live page is served, if it infers or serves the page alone, and the
 *     experiment allows it
 */
public record NodeSettings(
    Set<Role> roles, DataDirectory data, Optional<String> kafka, boolean page) {

  /** Without the live page. */
  public NodeSettings(Set<Role> roles, DataDirectory data, Optional<String> kafka) {
    this(roles, data, kafka, false);
  }

  /** All roles, but for the page, and an embedded broker. */
  public static NodeSettings everything(DataDirectory data) {
    return new NodeSettings(
        EnumSet.of(Role.SIMULATOR, Role.TRAINER, Role.INFERENCE), data, Optional.empty());
  }

  /** The same with the live page. */
  public NodeSettings withPage() {
    return new NodeSettings(roles, data, kafka, true);
  }

  public NodeSettings {
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("expected at least one role, got none");
    }
    roles = Set.copyOf(roles);
  }
}
