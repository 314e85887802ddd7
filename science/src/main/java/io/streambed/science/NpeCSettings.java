package io.streambed.science;

/**
 * Neural posterior estimation (NPE-C, arXiv 1905.07488): a conditional neural spline flow, which is
 * the posterior's density itself and is drawn from directly.
 *
 * @param transform what is done to data before standardisation
 * @param layers coupling layers, each followed by a linear mix, at least 1
 * @param bins of each spline, 2 to 500
 * @param tail splines bend within ± tail deviations of the parameters and are straight outside,
 *     above 0
 * @param width hidden width of the perceptron that shapes the splines of a layer
 * @param blocks its residual blocks
 * @param atoms parameters of the batch, the pair's own among them, that a narrowed round's loss
 *     tells it from, at least 2
 * @param dataOctaves octaves of sine and cosine features of the data, 0 for none
 */
public record NpeCSettings(
    DataTransform transform,
    int layers,
    int bins,
    double tail,
    int width,
    int blocks,
    int atoms,
    int dataOctaves)
    implements EstimatorSettings {

  /** More bins leave no room above the least width of one. */
  public static final int MOST_BINS = 500;

  public NpeCSettings {
    if (layers < 1 || width < 1) {
      throw new IllegalArgumentException(
          "expected layers >= 1, width >= 1, got %d, %d".formatted(layers, width));
    }
    Bounds.requireBlocks(layers, blocks);
    Bounds.requireOctaves(dataOctaves);
    if (bins < 2 || bins > MOST_BINS || !(tail > 0 && tail < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "expected 2 to %d bins and tail above 0, got %d and %s".formatted(MOST_BINS, bins, tail));
    }
    if (atoms < 2) {
      throw new IllegalArgumentException("expected atoms >= 2, got " + atoms);
    }
  }

  @Override
  public Kind kind() {
    return Kind.NPE_C;
  }

  @Override
  public Encoder encoder() {
    return Encoder.PERCEPTRON;
  }

  @Override
  public String sizedBy() {
    return "number of layers, bins or width";
  }
}
