package io.streambed.inference.http;

/** Ends a request with a problem. */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  static ProblemException notFound(String what) {
    return new ProblemException(Problem.of(404, "Not found", what));
  }

  Problem problem() {
    return problem;
  }
}
