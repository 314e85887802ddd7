package io.streambed.inference.access;

/** What became of a token. None of them holds it. */
public sealed interface Admission {

  /**
   * Somebody who is known.
   *
   * @param name for the log
   */
  record Admitted(String name, Scope scope) implements Admission {}

  /**
   * Nobody who is known.
   *
   * @param why for the caller: a few words without quotation marks
   */
  record Refused(String why) implements Admission {}

  /**
   * Cannot be told now.
   *
   * @param why for the caller
   */
  record Undecided(String why) implements Admission {}
}
