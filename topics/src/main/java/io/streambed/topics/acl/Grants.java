package io.streambed.topics.acl;

import io.streambed.topics.GroupRole;
import io.streambed.topics.Topic;
import io.streambed.topics.Topics;
import io.streambed.topics.acl.Grant.Operation;
import io.streambed.topics.acl.Grant.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * The least that each role needs, from the declaration of the topics. Every process of {@code run}
 * looks at all topics before it starts, and reads telemetry for its line of progress; a producer
 * that repeats nothing needs no grant of its own.
 */
public final class Grants {
  private final Topics topics;
  private final List<Grant> grants = new ArrayList<>();

  private Grants(Topics topics) {
    this.topics = topics;
  }

  /** What {@code role} needs, in the order of the topics. */
  public static List<Grant> of(Topics topics, AclRole role) {
    Grants all = new Grants(topics);
    switch (role) {
      case ADMINISTRATOR -> all.administrator();
      case SIMULATOR -> all.simulator();
      case TRAINER -> all.trainer();
      case INFERENCE -> all.inference();
      case PAGE -> all.page();
      case SENSOR -> all.write(topics.readings(), topics.observations());
      case READER -> all.reader();
      case SCALER -> all.lags();
    }
    return List.copyOf(all.grants);
  }

  private void administrator() {
    for (Topic<?> topic : topics.all()) {
      add(topic, Operation.CREATE);
    }
    look();
  }

  private void simulator() {
    look();
    read(topics.runs(), topics.telemetry());
    group(GroupRole.SIMULATORS, Operation.READ);
    write(topics.pairs(), topics.deadLetters(), topics.telemetry());
  }

  /** It reads models to go on where the last one stands, and observations to narrow around one. */
  private void trainer() {
    look();
    read(
        topics.pairs(),
        topics.models(),
        topics.checkpoints(),
        topics.observations(),
        topics.telemetry());
    write(
        topics.runs(),
        topics.models(),
        topics.checkpoints(),
        topics.deadLetters(),
        topics.telemetry());
    transactions(topics.writer("trainer"), false);
  }

  private void inference() {
    look();
    read(
        topics.models(),
        topics.readings(),
        topics.windows(),
        topics.observations(),
        topics.sessions(),
        topics.telemetry());
    group(GroupRole.INFERENCE, Operation.READ);
    group(GroupRole.WINDOWS, Operation.READ);
    write(
        topics.windows(),
        topics.observations(),
        topics.posteriors(),
        topics.sessions(),
        topics.deadLetters(),
        topics.telemetry());
    // Names of its members' transactions begin with the group's.
    transactions(topics.observations().group(GroupRole.INFERENCE), true);
  }

  /** Dead letters are written again to where they came from. */
  private void page() {
    look();
    read(topics.models(), topics.posteriors(), topics.deadLetters(), topics.telemetry());
    write(
        topics.runs(),
        topics.pairs(),
        topics.readings(),
        topics.observations(),
        topics.deadLetters());
    groups();
  }

  private void reader() {
    read(topics.models(), topics.posteriors(), topics.deadLetters(), topics.telemetry());
    lags();
    grants.add(new Grant(Resource.GROUP, topics.runs().group("reader"), true, Operation.READ));
  }

  private void lags() {
    add(topics.runs(), Operation.DESCRIBE);
    add(topics.readings(), Operation.DESCRIBE);
    add(topics.observations(), Operation.DESCRIBE);
    groups();
  }

  /** Where each group stands. */
  private void groups() {
    group(GroupRole.SIMULATORS, Operation.DESCRIBE);
    group(GroupRole.WINDOWS, Operation.DESCRIBE);
    group(GroupRole.INFERENCE, Operation.DESCRIBE);
  }

  private void look() {
    for (Topic<?> topic : topics.all()) {
      add(topic, Operation.DESCRIBE);
      add(topic, Operation.DESCRIBE_CONFIGS);
    }
  }

  private void read(Topic<?>... read) {
    for (Topic<?> topic : read) {
      add(topic, Operation.READ);
    }
  }

  private void write(Topic<?>... written) {
    for (Topic<?> topic : written) {
      add(topic, Operation.WRITE);
    }
  }

  private void add(Topic<?> topic, Operation operation) {
    grants.add(new Grant(Resource.TOPIC, topic.name(), false, operation));
  }

  private void group(String role, Operation operation) {
    grants.add(new Grant(Resource.GROUP, topics.runs().group(role), false, operation));
  }

  private void transactions(String id, boolean prefixed) {
    grants.add(new Grant(Resource.TRANSACTIONAL_ID, id, prefixed, Operation.WRITE));
  }
}
