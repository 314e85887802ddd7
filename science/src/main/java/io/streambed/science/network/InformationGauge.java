package io.streambed.science.network;

/**
 * Whether the information that a critic finds nears log B, the most that a batch of B pairs can
 * show: then its in-batch loss L_φ|y = log B - information nears 0, and further negatives pay.
 *
 * <p>Looks at the loss smoothed over about 100 steps, and turns on at a lower loss than it turns
 * off at.
 */
final class InformationGauge implements Remembering {
  /** L_φ|y below which the information is near, nats. */
  private static final float NEAR = 0.7f;

  /** L_φ|y above which it no longer is, nats. */
  private static final float FAR = 1.0f;

  /** Share of the past in the smoothed loss, for each step. */
  private static final float MEMORY = 0.99f;

  private float smoothed = Float.NaN;
  private boolean near;

  /** As the losses so far have it. */
  boolean near() {
    return near;
  }

  /** Heeds L_φ|y of one more batch, nats, its negatives those of the batch alone. */
  void add(double loss) {
    if (!Double.isFinite(loss)) {
      return;
    }
    smoothed =
        Float.isNaN(smoothed) ? (float) loss : smoothed + (1 - MEMORY) * ((float) loss - smoothed);
    near = smoothed < (near ? FAR : NEAR);
  }

  /** {@inheritDoc} The smoothed loss, and 1 or 0 for near or not. */
  @Override
  public float[] memory() {
    return new float[] {smoothed, near ? 1 : 0};
  }

  @Override
  public void recall(float[] memory) {
    if (memory.length != 2 || (memory[1] != 0 && memory[1] != 1)) {
      throw new IllegalArgumentException(
          "expected the smoothed loss and 0 or 1, got %d values".formatted(memory.length));
    }
    smoothed = memory[0];
    near = memory[1] == 1;
  }
}
