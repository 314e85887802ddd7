package io.streambed.topics;

/** Whose processes share the partitions of a topic, for {@link Topic#group}. */
public final class GroupRole {
  /** Of runs. */
  public static final String SIMULATORS = "simulators";

  /** Of readings. */
  public static final String WINDOWS = "windows";

  /** Of observations. */
  public static final String INFERENCE = "inference";

  private GroupRole() {}
}
