package io.streambed.topics.acl;

/**
 * Something that a principal is allowed.
 *
 * @param resource kind of what it is allowed on
 * @param name of it
 * @param prefixed whether all whose names begin so are meant
 * @param operation that is allowed
 */
public record Grant(Resource resource, String name, boolean prefixed, Operation operation) {

  /** Kinds, as Kafka has them. */
  public enum Resource {
    TOPIC,
    GROUP,
    TRANSACTIONAL_ID
  }

  /** Operations, as Kafka has them; reading and writing include describing. */
  public enum Operation {
    READ,
    WRITE,
    CREATE,
    DESCRIBE,
    DESCRIBE_CONFIGS
  }
}
