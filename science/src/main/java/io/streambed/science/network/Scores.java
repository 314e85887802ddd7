package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.lang.ref.Reference;

/** Products of all embeddings of data with all embeddings of parameters. */
final class Scores {
  /**
   * Up to so many rows of data plain loops beat copying the parameters' embeddings to the engine.
   */
  private static final int FEW = 4;

  /** Values of the parameters' side that the engine takes at once. */
  private static final int CHUNK = 1 << 20;

  private Scores() {}

  static float[] of(float[] f, int n, float[] g, int m, int width) {
    if (n < 0 || m < 0 || width < 1 || f.length < n * width || g.length < m * width) {
      throw new IllegalArgumentException(
          "expected embeddings [%d, %d] and [%d, %d], got %d and %d values"
              .formatted(n, width, m, width, f.length, g.length));
    }
    float[] scores = new float[Math.multiplyExact(n, m)];
    if (n <= FEW) {
      byLoops(f, n, g, m, width, scores);
    } else {
      byEngine(f, n, g, m, width, scores);
    }
    return scores;
  }

  private static void byLoops(float[] f, int n, float[] g, int m, int width, float[] scores) {
    for (int j = 0; j < m; j++) {
      for (int i = 0; i < n; i++) {
        scores[i * m + j] = dot(f, i * width, g, j * width, width);
      }
    }
  }

  /** The same in double precision, a new array. */
  static double[] wide(float[] scores) {
    double[] wide = new double[scores.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = scores[i];
    }
    return wide;
  }

  /** Four sums side by side, which a processor can add at once. */
  static float dot(float[] f, int at, float[] g, int from, int width) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int k = 0;
    for (; k + 3 < width; k += 4) {
      a += f[at + k] * g[from + k];
      b += f[at + k + 1] * g[from + k + 1];
      c += f[at + k + 2] * g[from + k + 2];
      d += f[at + k + 3] * g[from + k + 3];
    }
    for (; k < width; k++) {
      a += f[at + k] * g[from + k];
    }
    return (a + b) + (c + d);
  }

  private static void byEngine(float[] f, int n, float[] g, int m, int width, float[] scores) {
    int rows = Math.max(1, CHUNK / width);
    NativeFloats left = new NativeFloats(n * width);
    NativeFloats right = new NativeFloats(Math.min(rows, m) * width);
    left.put(0, f, 0, n * width);
    for (int from = 0; from < m; from += rows) {
      int count = Math.min(rows, m - from);
      right.put(0, g, from * width, count * width);
      float[] part =
          TensorRuntime.compute(
              false,
              manager -> {
                NDArray data = left.view(manager, 0, new Shape(n, width));
                NDArray parameters = right.view(manager, 0, new Shape(count, width));
                return data.matMul(parameters.transpose()).toFloatArray();
              });
      for (int i = 0; i < n; i++) {
        System.arraycopy(part, i * count, scores, i * m + from, count);
      }
    }
    Reference.reachabilityFence(left);
    Reference.reachabilityFence(right);
  }
}
