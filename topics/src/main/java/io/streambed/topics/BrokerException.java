package io.streambed.topics;

import org.jspecify.annotations.Nullable;

/** What the broker refused, lost or did not answer. The message says what, where and what to do. */
public class BrokerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BrokerException(String message) {
    super(message);
  }

  public BrokerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
