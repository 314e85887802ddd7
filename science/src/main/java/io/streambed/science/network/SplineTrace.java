package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * One stage of a flow on its way to z, kept for the way back. Everything is differentiated by hand:
 * no graph, whose memory a collection could take away.
 *
 * <p>Lives no longer than the scope of its arrays.
 */
final class SplineTrace {
  private final SplineFlow.Stage stage;
  private final Weights served;
  private final SplineContext context;
  private final double[] x;
  private final NDArray[] leaves;
  private final SplineConditioner.Pass pass;
  private final float[] splines;
  private final double[] image;
  private final TriangularProduct mix;

  /**
   * Passes the stage.
   *
   * @param memory of this stage only, unchanged until the way back; as long as the inputs
   * @param leaves all weights of the layout
   * @param x [B, P]; not to be changed
   * @param logDensity gets the logarithm of the determinant added, [B]
   */
  SplineTrace(
      SplineFlow.Stage stage,
      Weights served,
      NDManager manager,
      NativeFloats memory,
      NDArray[] leaves,
      double[] x,
      SplineContext context,
      double[] logDensity) {
    this.stage = stage;
    this.served = served;
    this.leaves = leaves;
    this.context = context;
    this.x = x;
    SplineCoupling coupling = stage.coupling();
    float[] filled = coupling.inputs(x, context);
    memory.put(0, filled, 0, filled.length);
    Shape shape = new Shape(logDensity.length, coupling.inputs());
    pass = coupling.conditioner().forward(memory.view(manager, 0, shape), leaves);
    splines = pass.outputs().toFloatArray();
    coupling.prepare(splines);
    image = coupling.forward(x, splines, logDensity);
    mix = stage.mix().map(leaves);
    for (int row = 0; row < logDensity.length; row++) {
      logDensity[row] += mix.logDeterminant();
    }
  }

  /** What comes out of the stage, [B, P]. */
  double[] outcome() {
    return mix.forward(image);
  }

  /**
   * Passes the stage backwards.
   *
   * @param memory for slopes, of this call only; as long as the conditioner's outputs
   * @param byOutcome slopes of the loss by {@link #outcome}, [B, P]
   * @param byLogDensity slopes of the loss by the log densities, [B]
   * @param byContext gets the slopes by the context added, [N, C]
   * @param gradient gets those of the stage's weights, at their places
   * @return slopes by x, [B, P]
   */
  double[] backward(
      NDManager manager,
      NativeFloats memory,
      double[] byOutcome,
      double[] byLogDensity,
      float[] byContext,
      float[] gradient) {
    double byLogDeterminant = 0;
    for (double slope : byLogDensity) {
      byLogDeterminant += slope;
    }
    SplineCoupling coupling = stage.coupling();
    double[] by = stage.mix().backward(mix, image, byOutcome, byLogDeterminant, gradient);
    float[] byOutputs = coupling.backward(x, splines, by, byLogDensity);
    memory.put(0, byOutputs, 0, byOutputs.length);
    NDArray[] gradients = new NDArray[leaves.length];
    NDArray slopes = memory.view(manager, 0, pass.outputs().getShape());
    NDArray byInputs = coupling.conditioner().backward(pass, slopes, leaves, gradients);
    for (int i = coupling.weights().from(); i < coupling.weights().to(); i++) {
      served.copy(gradients[i], i, gradient);
    }
    coupling.addInputs(byInputs.toFloatArray(), by, context, byContext);
    return by;
  }
}
