package io.streambed.inference.http;

import java.util.concurrent.CompletionException;

/** Ends a request with a problem. */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;
  private final String challenge;

  ProblemException(Problem problem) {
    this(problem, "");
  }

  /**
   * @param challenge to say who is calling, for the header WWW-Authenticate; empty for none
   */
  ProblemException(Problem problem, String challenge) {
    super(problem.detail());
    this.problem = problem;
    this.challenge = challenge;
  }

  static ProblemException notFound(String what) {
    return new ProblemException(Problem.of(404, "Not found", what));
  }

  /** What a stage failed of. */
  static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  Problem problem() {
    return problem;
  }

  String challenge() {
    return challenge;
  }
}
