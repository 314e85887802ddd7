package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Forward and backward pass of a flow through a loss of its log densities, on the thread that
 * calls.
 *
 * <p>Holds memory that the engine looks into: one pass at a time.
 */
final class SplineGradient {
  private final SplineFlow flow;
  private final Weights served;
  private final List<NativeFloats> inputs = new ArrayList<>();
  private NativeFloats slopes = new NativeFloats(0);
  private Runnable betweenPasses = () -> {};

  /**
   * @param served weights of the layout in which {@code flow} was declared
   */
  SplineGradient(SplineFlow flow, Weights served) {
    this.flow = flow;
    this.served = served;
    flow.stages().forEach(stage -> inputs.add(new NativeFloats(0)));
  }

  /**
   * What a batch says.
   *
   * @param loss nats
   * @param byContext gradient by the context, [N, C], for a network that makes it
   */
  record Result(double loss, float[] byContext) {}

  /**
   * Writes the gradients of the flow's weights to their places in {@code gradient}.
   *
   * @param u standardised parameters, [B, P]
   * @param context standardised y, [N, C], N a divisor of B; each serves B / N rows in turn
   * @param loss from log q(u | y), [B], nats
   * @throws IllegalArgumentException if a shape is wrong
   */
  Result run(float[] u, float[] context, Function<double[], DensityLoss> loss, float[] gradient) {
    SplineContext given = SplineContext.of(context, flow.settings().context(), flow.rows(u));
    Result result = TensorRuntime.compute(false, manager -> run(manager, u, given, loss, gradient));
    Reference.reachabilityFence(this);
    return result;
  }

  /** Runs between the passes; for tests of memory that is freed too early. */
  void betweenPasses(Runnable hook) {
    betweenPasses = hook;
  }

  private Result run(
      NDManager manager,
      float[] u,
      SplineContext context,
      Function<double[], DensityLoss> loss,
      float[] gradient) {
    double[] logDensity = new double[flow.rows(u)];
    List<SplineTrace> traces = new ArrayList<>();
    double[] z = forward(manager, u, context, logDensity, traces);
    DensityLoss taken = loss.apply(logDensity);
    betweenPasses.run();
    float[] byContext = context.slopes();
    double[] by = flow.baseSlopes(z, taken.slopes());
    for (int i = traces.size() - 1; i >= 0; i--) {
      slopes = slopes.holding(flow.stages().get(i).coupling().outputs() * logDensity.length);
      by = traces.get(i).backward(manager, slopes, by, taken.slopes(), byContext, gradient);
    }
    return new Result(taken.value(), byContext);
  }

  private double[] forward(
      NDManager manager,
      float[] u,
      SplineContext context,
      double[] logDensity,
      List<SplineTrace> traces) {
    NDArray[] leaves = served.leaves(manager);
    double[] x = SplineFlow.widened(u);
    for (SplineFlow.Stage stage : flow.stages()) {
      int i = traces.size();
      inputs.set(i, inputs.get(i).holding(stage.coupling().inputs() * logDensity.length));
      SplineTrace trace =
          new SplineTrace(stage, served, manager, inputs.get(i), leaves, x, context, logDensity);
      traces.add(trace);
      x = trace.outcome();
    }
    flow.addBase(x, logDensity);
    return x;
  }
}
