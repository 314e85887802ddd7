package io.streambed.topics;

import org.jspecify.annotations.Nullable;

/** No broker answered in time; one may later. */
public final class SilentBrokers extends BrokerException {
  private static final long serialVersionUID = 1;

  public SilentBrokers(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
