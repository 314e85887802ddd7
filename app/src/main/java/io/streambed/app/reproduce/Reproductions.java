package io.streambed.app.reproduce;

import java.util.List;

/** The reproductions there are. */
public final class Reproductions {
  private static final List<Reproduction> ALL = List.of(new Unimodal(), new Redundant());

  private Reproductions() {}

  /** Their names. */
  public static List<String> names() {
    return ALL.stream().map(Reproduction::name).toList();
  }

  /**
   * The reproduction of that name.
   *
   * @throws IllegalArgumentException if there is none, naming those there are
   */
  public static Reproduction named(String name) {
    return ALL.stream()
        .filter(reproduction -> reproduction.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected one of the reproductions %s, got %s".formatted(names(), name)));
  }
}
