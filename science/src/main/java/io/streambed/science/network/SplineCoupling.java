package io.streambed.science.network;

import java.util.stream.IntStream;

/**
 * One coupling of a spline flow: every second value of u moves along a spline, whose shape a
 * residual perceptron makes from the values that stay and the context. With P = 1 nothing stays,
 * and the context alone shapes the spline.
 *
 * <p>Splines are computed here, forward and backward, on the heap; the perceptron in the engine,
 * but in no graph.
 */
final class SplineCoupling {
  private final int size;
  private final int[] moving;
  private final int[] staying;
  private final int inputs;
  private final RationalQuadratic curve;
  private final SplineConditioner conditioner;
  private final WeightLayout.Part weights;

  /**
   * Declares its weights as {@code name.stem.weight} and so on.
   *
   * @param number of the coupling, from 0; even ones move the first value, odd ones the second
   */
  SplineCoupling(WeightLayout layout, String name, SplineSettings settings, int number) {
    size = settings.parameters();
    int parity = size == 1 ? 0 : number % 2;
    moving = IntStream.range(0, size).filter(p -> p % 2 == parity).toArray();
    staying = IntStream.range(0, size).filter(p -> p % 2 != parity).toArray();
    inputs = staying.length + settings.context();
    // Logits relative to the width, as the authors' code has them.
    curve =
        new RationalQuadratic(settings.bins(), settings.bound(), 1 / Math.sqrt(settings.width()));
    int from = layout.entries().size();
    conditioner =
        new SplineConditioner(layout, name, inputs, settings.width(), settings.blocks(), outputs());
    weights = layout.partFrom(from);
  }

  /** The perceptron's weights. */
  WeightLayout.Part weights() {
    return weights;
  }

  /** Length of the perceptron's input: values that stay, then C. */
  int inputs() {
    return inputs;
  }

  /** Length of its output, moving * (3K - 1). */
  int outputs() {
    return moving.length * curve.parameters();
  }

  /** The perceptron's inputs for {@code x}, [B, P]: [B, inputs]. */
  float[] inputs(double[] x, SplineContext context) {
    int rows = x.length / size;
    float[] filled = new float[rows * inputs];
    for (int row = 0; row < rows; row++) {
      int at = row * inputs;
      for (int i = 0; i < staying.length; i++) {
        filled[at + i] = (float) x[row * size + staying[i]];
      }
      context.copy(row, filled, at + staying.length);
    }
    return filled;
  }

  /** From the perceptron's inputs to its outputs. */
  SplineConditioner conditioner() {
    return conditioner;
  }

  /** Turns the perceptron's outputs into splines, in place. */
  void prepare(float[] outputs) {
    curve.prepare(outputs);
  }

  /**
   * The image of x, [B, P].
   *
   * @param splines prepared, [B, moving * (3K - 1)]
   * @param logDensity gets the logarithm of the determinant added, [B]
   */
  double[] forward(double[] x, float[] splines, double[] logDensity) {
    double[] image = x.clone();
    int at = 0;
    for (int row = 0; row < logDensity.length; row++) {
      for (int p : moving) {
        logDensity[row] += curve.forward(splines, at, image, row * size + p);
        at += curve.parameters();
      }
    }
    return image;
  }

  /**
   * The x of {@code image}, [B, P]; values that stay are the same in both, so its splines are those
   * of x.
   *
   * @param logDensity gets the same logarithm added as by {@link #forward}, [B]
   */
  double[] inverse(double[] image, float[] splines, double[] logDensity) {
    double[] x = image.clone();
    int at = 0;
    for (int row = 0; row < logDensity.length; row++) {
      for (int p : moving) {
        logDensity[row] += curve.inverse(splines, at, x, row * size + p);
        at += curve.parameters();
      }
    }
    return x;
  }

  /**
   * Slopes of a loss by the perceptron's outputs, [B, moving * (3K - 1)].
   *
   * @param x as {@link #forward} got it
   * @param slopes of the loss by the image, [B, P]; become those by x on the direct way
   * @param byLogDensity slopes of the loss by the logarithm of the determinant, [B]
   */
  float[] backward(double[] x, float[] splines, double[] slopes, double[] byLogDensity) {
    float[] byOutputs = new float[splines.length];
    int at = 0;
    for (int row = 0; row < byLogDensity.length; row++) {
      for (int p : moving) {
        int i = row * size + p;
        slopes[i] = curve.backward(splines, at, x[i], slopes[i], byLogDensity[row], byOutputs);
        at += curve.parameters();
      }
    }
    return byOutputs;
  }

  /**
   * Adds the slopes by the perceptron's inputs, [B, inputs], to those by x, [B, P], and by the
   * context, [N, C].
   */
  void addInputs(float[] byInputs, double[] byX, SplineContext context, float[] byContext) {
    int rows = byX.length / size;
    for (int row = 0; row < rows; row++) {
      int at = row * inputs;
      for (int i = 0; i < staying.length; i++) {
        byX[row * size + staying[i]] += byInputs[at + i];
      }
      context.add(row, byInputs, at + staying.length, byContext);
    }
  }
}
