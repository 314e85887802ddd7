package io.streambed.science.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.streambed.science.Data;
import io.streambed.science.Outcome;
import io.streambed.science.Outcome.Cause;
import io.streambed.science.Parameters;
import io.streambed.science.prior.GaussianProposal;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.PriorProposal;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class SimulationRunTest {
  private static final Prior PRIOR = new LinearGaussian(1).prior();

  @Test
  void theOutcomeIsAFunctionOfSeedAndRun() {
    Outcome outcome = execute(new LinearGaussian(1), 9);
    assertEquals(outcome, execute(new LinearGaussian(1), 9));
    assertNotEquals(outcome, execute(new LinearGaussian(1), 10));
  }

  @Test
  void aPairHasItsRunItsProposalAndTheParametersOfTheRunsGenerator() {
    Outcome.Pair pair = assertInstanceOf(Outcome.Pair.class, execute(new LinearGaussian(1), 9));
    assertEquals(9, pair.run());
    assertEquals(0, pair.proposal());
    assertEquals(Parameters.of(PRIOR.sample(RunGenerator.of(5, 9))), pair.parameters());
  }

  @Test
  void aRunFromANarrowerProposalCarriesItsId() {
    GaussianProposal proposal =
        GaussianProposal.of(3, new double[] {7}, new double[] {1e-4}, 0.999);
    Outcome outcome = SimulationRun.execute(new LinearGaussian(1), PRIOR, proposal, 5, 9);
    assertEquals(3, outcome.proposal());
    Outcome.Pair pair = assertInstanceOf(Outcome.Pair.class, outcome);
    assertEquals(7, pair.parameters().get(0), 0.05);
  }

  @Test
  void aSimulatorThatThrowsFailsItsRun() {
    assertFailed(
        Cause.THREW,
        "java.lang.IllegalStateException: no convergence",
        y -> {
          throw new IllegalStateException("no convergence");
        });
  }

  @Test
  void aSimulatorThatRecursesForEverFailsItsRun() {
    assertFailed(
        Cause.THREW,
        "java.lang.StackOverflowError",
        y -> {
          throw new StackOverflowError();
        });
  }

  @Test
  void aSimulatorThatRunsOutOfMemoryFailsItsRun() {
    assertFailed(
        Cause.THREW,
        "java.lang.OutOfMemoryError: Java heap space",
        y -> {
          throw new OutOfMemoryError("Java heap space");
        });
  }

  @Test
  void anErrorOfTheSimulatorsOwnFailsItsRun() {
    assertFailed(
        Cause.THREW,
        "java.lang.Error: grid",
        y -> {
          throw new Error("grid");
        });
  }

  @Test
  void anExceptionThatCannotDescribeItselfFailsItsRunByItsClass() {
    assertFailed(
        Cause.THREW,
        Mute.class.getName(),
        y -> {
          throw new Mute();
        });
  }

  @Test
  void aBrokenMachineIsNotTheRunsFailure() {
    assertThrows(
        InternalError.class,
        () ->
            execute(
                new Scripted(
                    y -> {
                      throw new InternalError("bus error");
                    }),
                4));
  }

  private static final class Mute extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String toString() {
      throw new IllegalStateException("mute");
    }
  }

  @Test
  void dataThatAreNotFiniteFailTheRunAndSayWhere() {
    assertFailed(
        Cause.NOT_FINITE,
        "expected finite data, got NaN at index 1 of 2",
        y -> Data.of(new float[] {1, Float.NaN}));
    assertFailed(
        Cause.NOT_FINITE,
        "expected finite data, got Infinity at index 0 of 2",
        y -> Data.of(new float[] {Float.POSITIVE_INFINITY, 0}));
  }

  @Test
  void dataOfAnotherShapeFailTheRun() {
    assertFailed(
        Cause.WRONG_SHAPE,
        "expected data of shape [2], got [1, 2]",
        y -> Data.of(new float[] {1, 2}, 1, 2));
  }

  @Test
  void aPriorOfOtherSizeIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> SimulationRun.execute(new LinearGaussian(2), PRIOR, new PriorProposal(), 5, 9));
  }

  private static Outcome execute(Simulator simulator, long run) {
    return SimulationRun.execute(simulator, PRIOR, new PriorProposal(), 5, run);
  }

  private static void assertFailed(Cause cause, String message, Function<Parameters, Data> body) {
    Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, execute(new Scripted(body), 4));
    Parameters parameters = Parameters.of(PRIOR.sample(RunGenerator.of(5, 4)));
    assertEquals(new Outcome.Failed(4, 0, parameters, cause, message), failed);
  }

  /** A simulator of one parameter that announces data [2] and gives what it is told to. */
  private record Scripted(Function<Parameters, Data> body) implements Simulator {
    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public int parameters() {
      return 1;
    }

    @Override
    public List<Integer> dataShape() {
      return List.of(2);
    }

    @Override
    public Data simulate(Parameters parameters, UniformRandomProvider random) {
      return body.apply(parameters);
    }
  }
}
