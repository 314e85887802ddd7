package io.streambed.science.simulator;

import io.streambed.science.Data;
import io.streambed.science.Outcome;
import io.streambed.science.Outcome.Cause;
import io.streambed.science.Outcome.Failed;
import io.streambed.science.Outcome.Pair;
import io.streambed.science.Parameters;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;

/** One run from its number to its outcome: φ from the proposal, then y from the simulator. */
public final class SimulationRun {

  private SimulationRun() {}

  /**
   * A pure function of its arguments; all randomness comes from the run's own generator, φ first.
   *
   * @param proposal what φ is drawn from
   * @param seed the experiment's seed
   * @param run number of the run, from 0
   * @return the pair; or the failure, if the simulator threw anything at all (running out of memory
   *     too), or gave another shape than announced, NaN or infinity
   * @throws IllegalArgumentException if the prior has not as many parameters as the simulator
   * @throws VirtualMachineError if the Java machine itself is broken: InternalError, UnknownError
   */
  public static Outcome execute(
      Simulator simulator, Prior prior, Proposal proposal, long seed, long run) {
    if (prior.size() != simulator.parameters()) {
      throw new IllegalArgumentException(
          "expected a prior of the %d parameters of simulator %s, got %d: %s"
              .formatted(
                  simulator.parameters(), simulator.name(), prior.size(), prior.space().names()));
    }
    UniformRandomProvider random = RunGenerator.of(seed, run);
    Parameters parameters = draw(prior, proposal, random);
    return simulate(simulator, proposal.id(), parameters, random, run);
  }

  /**
   * A run at given parameters, a pure function of its arguments.
   *
   * @param parameters φ, shape [P]
   * @param seed the experiment's seed
   * @param run number of the run, from 0; one that no training comes to
   * @return as of {@link #execute}, with the prior's number as its proposal's
   * @throws VirtualMachineError as of {@link #execute}
   */
  public static Outcome at(Simulator simulator, Parameters parameters, long seed, long run) {
    return simulate(simulator, 0, parameters, RunGenerator.of(seed, run), run);
  }

  private static Outcome simulate(
      Simulator simulator,
      int proposal,
      Parameters parameters,
      UniformRandomProvider random,
      long run) {
    Data data;
    List<Integer> shape;
    try {
      data =
          Objects.requireNonNull(
              simulator.simulate(parameters, random), "the simulator returned null");
      shape = List.copyOf(simulator.dataShape());
    } catch (Throwable thrown) {
      if (isBroken(thrown)) {
        throw thrown;
      }
      return new Failed(run, proposal, parameters, Cause.THREW, described(thrown));
    }
    if (!data.shape().equals(shape)) {
      String message = "expected data of shape %s, got %s".formatted(shape, data.shape());
      return new Failed(run, proposal, parameters, Cause.WRONG_SHAPE, message);
    }
    if (!data.isFinite()) {
      return new Failed(run, proposal, parameters, Cause.NOT_FINITE, firstNotFinite(data));
    }
    return new Pair(run, proposal, parameters, data);
  }

  /**
   * The outcome of a run that was given up after {@code limit}, with the parameters that {@link
   * #execute} draws for it. That it was given up is the clock's word: executed again, the run may
   * give a pair.
   */
  public static Failed timedOut(
      Prior prior, Proposal proposal, long seed, long run, Duration limit) {
    Parameters parameters = draw(prior, proposal, RunGenerator.of(seed, run));
    String message = "expected data within %s s, got none".formatted(limit.toMillis() / 1e3);
    return new Failed(run, proposal.id(), parameters, Cause.TIMED_OUT, message);
  }

  /**
   * The outcome of a run whose simulator misbehaved around {@link #execute}, with the parameters
   * that it draws.
   */
  public static Failed threw(
      Prior prior, Proposal proposal, long seed, long run, Throwable thrown) {
    Parameters parameters = draw(prior, proposal, RunGenerator.of(seed, run));
    return new Failed(run, proposal.id(), parameters, Cause.THREW, described(thrown));
  }

  /** Errors of the machine that are not of the run's making. */
  private static boolean isBroken(Throwable thrown) {
    return thrown instanceof VirtualMachineError
        && !(thrown instanceof OutOfMemoryError)
        && !(thrown instanceof StackOverflowError);
  }

  /** As the exception describes itself, or its class if even that fails. */
  private static String described(Throwable thrown) {
    try {
      return String.valueOf(thrown);
    } catch (RuntimeException | StackOverflowError mute) {
      return thrown.getClass().getName();
    }
  }

  private static Parameters draw(Prior prior, Proposal proposal, UniformRandomProvider random) {
    return Parameters.of(proposal.sample(prior, random));
  }

  private static String firstNotFinite(Data data) {
    int index = 0;
    while (Float.isFinite(data.get(index))) {
      index++;
    }
    return "expected finite data, got %s at index %d of %d"
        .formatted(data.get(index), index, data.size());
  }
}
