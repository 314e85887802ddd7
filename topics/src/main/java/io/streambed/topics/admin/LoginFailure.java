package io.streambed.topics.admin;

import java.util.Optional;
import javax.security.auth.login.LoginException;

/** Tells a login that failed before any broker was asked, such as one for a token. */
final class LoginFailure {

  private LoginFailure() {}

  /** What stands deepest below a failed login; empty if it was none. */
  static Optional<String> reason(Throwable failure) {
    boolean login = false;
    Throwable deepest = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      login |= cause instanceof LoginException;
      deepest = cause;
    }
    return login ? Optional.of(String.valueOf(deepest.getMessage())) : Optional.empty();
  }
}
