package io.streambed.app.node;

import org.jspecify.annotations.Nullable;

/**
 * A role, or the live page, that ended without being asked to; the message is complete for people.
 */
public final class RoleFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  RoleFailure(String part, @Nullable Throwable cause) {
    super(
        "the %s of this node ended: %s"
            .formatted(part, cause == null ? "it stopped by itself" : reason(cause)),
        cause);
  }

  /** Of a node whose cluster went on without it. */
  static RoleFailure takenOut() {
    return new RoleFailure(
        "trainer",
        new IllegalStateException(
            "its cluster has taken it out, since it was cut off or held up for too long, and another node trains; start it again to stand by"));
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.toString() : message;
  }
}
