package io.streambed.topics.codec;

/** Constants by name: ours are the wire's without its prefix. */
final class Constants {

  private Constants() {}

  /**
   * @throws IllegalArgumentException if this version does not know the constant
   */
  static <E extends Enum<E>> E noun(Class<E> type, String prefix, Enum<?> wire) {
    String name = wire.name();
    for (E constant : type.getEnumConstants()) {
      if (name.equals(prefix + constant.name())) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "expected a %s that this version knows, got %s".formatted(type.getSimpleName(), name));
  }
}
