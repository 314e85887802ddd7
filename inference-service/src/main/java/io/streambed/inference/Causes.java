package io.streambed.inference;

import java.util.concurrent.CompletionException;

/** Says in one line, for people, why something failed. */
final class Causes {

  private Causes() {}

  /** The message of what was thrown first, with its kind where it has no message. */
  static String describe(Throwable failure) {
    Throwable first = failure;
    Throwable cause = failure.getCause();
    while (first instanceof CompletionException && cause != null) {
      first = cause;
      cause = first.getCause();
    }
    String message = first.getMessage();
    String kind = first.getClass().getSimpleName();
    if (message == null) {
      return kind;
    }
    return first instanceof IllegalArgumentException ? message : kind + ": " + message;
  }
}
