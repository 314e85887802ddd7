package io.streambed.science.posterior;

/** An emulator that knows how scores change with the parameters. */
public interface DifferentiableEmulator extends Emulator {

  /**
   * Scores s = &lt;F, G(x)&gt; and their slopes; safe to call from several threads at once.
   *
   * @param x parameters in their own units, shape [S, P] row-major, read up to {@code count}
   * @param count S
   * @param embedding F, shape [E]
   * @param slopes gets ds/dx, nats per own unit, shape [S, P] row-major. Samplers are right with
   *     any function of x here, and fast with the true slopes
   * @return s, nats, shape [S], a new array
   */
  double[] scoresAndSlopes(double[] x, int count, float[] embedding, double[] slopes);

  /** The second half of this interface. */
  @FunctionalInterface
  interface Slopes {

    /** As {@link DifferentiableEmulator#scoresAndSlopes}. */
    double[] scoresAndSlopes(double[] x, int count, float[] embedding, double[] slopes);
  }

  /** Of two functions; those of a trained critic, say. */
  static DifferentiableEmulator of(Emulator emulator, Slopes slopes) {
    return new DifferentiableEmulator() {
      @Override
      public float[] emulate(double[] x, int count) {
        return emulator.emulate(x, count);
      }

      @Override
      public double[] scoresAndSlopes(double[] x, int count, float[] embedding, double[] target) {
        return slopes.scoresAndSlopes(x, count, embedding, target);
      }
    };
  }
}
