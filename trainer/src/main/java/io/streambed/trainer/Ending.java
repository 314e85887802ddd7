package io.streambed.trainer;

import io.streambed.science.ModelSnapshot;
import java.util.concurrent.CompletionException;

/** How a piece of a trainer's work ended that ran away from its thread. */
sealed interface Ending {

  /** The next round's proposal is there. */
  record Narrowed(Narrowing narrowing) implements Ending {}

  /** The posterior that it needs could not be sampled. */
  record Unnarrowed(Throwable cause) implements Ending {}

  /** There is nothing yet to narrow around; {@code note} says why, for people. */
  record Unobserved(String note) implements Ending {}

  /** A snapshot is on its topic. */
  record Published(ModelSnapshot snapshot) implements Ending {}

  /** A snapshot is not on its topic. */
  record Unpublished(Throwable cause) implements Ending {}

  /** The pause after that is over. */
  record Paused() implements Ending {}

  /** A checkpoint is on disk. */
  record Saved() implements Ending {}

  /** A checkpoint is not on disk. */
  record Unsaved(Throwable cause) implements Ending {}

  /** What a stage failed of. */
  static Throwable cause(Throwable problem) {
    Throwable cause = problem.getCause();
    return problem instanceof CompletionException && cause != null ? cause : problem;
  }
}
