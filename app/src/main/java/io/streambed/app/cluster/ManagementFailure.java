package io.streambed.app.cluster;

/** A port that members find each other by cannot be opened; the message is complete for people. */
final class ManagementFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  ManagementFailure(Throwable cause) {
    super(
        "expected that cluster.host and cluster.management-port can be listened at: "
            + cause.getMessage(),
        cause);
  }
}
