package io.streambed.inference.client;

/** What the server refused, or that it gave no answer that can be read. */
public final class ServerProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String where;
  private final String observation;

  ServerProblem(int status, String detail, String where, String observation) {
    super(detail);
    this.status = status;
    this.where = where;
    this.observation = observation;
  }

  /** HTTP status of the answer. */
  public int status() {
    return status;
  }

  /** The place in the request that is wrong, such as {@code data[3]}; empty where it is unknown. */
  public String where() {
    return where;
  }

  /** The id of the observation that got no answer, to send it again; empty where there is none. */
  public String observation() {
    return observation;
  }
}
