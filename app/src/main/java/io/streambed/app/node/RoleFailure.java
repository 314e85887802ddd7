package io.streambed.app.node;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A role that ended without being asked to; the message is complete for people. */
public final class RoleFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  RoleFailure(Role role, @Nullable Throwable cause) {
    super(
        "the %s of this node ended: %s"
            .formatted(
                role.name().toLowerCase(Locale.ROOT),
                cause == null ? "it stopped by itself" : reason(cause)),
        cause);
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.toString() : message;
  }
}
