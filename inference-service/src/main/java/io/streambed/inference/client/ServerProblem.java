package io.streambed.inference.client;

/** What the server refused, or that it gave no answer that can be read. */
public final class ServerProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String where;

  ServerProblem(int status, String detail, String where) {
    super(detail);
    this.status = status;
    this.where = where;
  }

  /** HTTP status of the answer. */
  public int status() {
    return status;
  }

  /** The place in the request that is wrong, such as {@code data[3]}; empty where it is unknown. */
  public String where() {
    return where;
  }
}
