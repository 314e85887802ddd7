package io.streambed.science;

/**
 * How one run ended. Every planned run has exactly one outcome; a failure fills its place in the
 * order.
 */
public sealed interface Outcome {

  /**
   * Number of the run, from 0. With the experiment's seed it determines the outcome; whether the
   * run was given up, {@link Cause#TIMED_OUT}, depends on the clock as well.
   */
  long run();

  /** Id of the proposal that drew the parameters; 0 is the prior. */
  int proposal();

  /** A run that gave data: y ~ p(y | φ). */
  record Pair(long run, int proposal, Parameters parameters, Data data) implements Outcome {}

  /** A run that gave none. {@code message} says what went wrong, for people. */
  record Failed(long run, int proposal, Parameters parameters, Cause cause, String message)
      implements Outcome {}

  /** Why a run failed. */
  enum Cause {
    /** The simulator threw an exception. */
    THREW,
    /** The data hold NaN or infinity. */
    NOT_FINITE,
    /** The data have another shape than the simulator announced, or exceed a record. */
    WRONG_SHAPE,
    /**
     * The simulator ran past its time limit and was given up. The one outcome that depends on the
     * clock and not on seed and run alone: where it occurs, another execution of the experiment may
     * have a pair in this place, and another model.
     */
    TIMED_OUT
  }
}
