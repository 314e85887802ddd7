package io.streambed.science;

/**
 * Contrastive neural ratio estimation (NRE-C, arXiv 2210.06170): a residual classifier on
 * parameters and data together.
 *
 * @param transform what is done to data before standardisation
 * @param contrasts K, other parameters of the batch that each pair's own are told from, at least 1;
 *     K = odds = 1 is NRE-A
 * @param odds γ, odds of any of the K parameters against none of them having given the data, above
 *     0; large γ approaches NRE-B
 * @param width hidden width
 * @param blocks residual blocks
 * @param parameterOctaves octaves of sine and cosine features of the parameters, 0 for none
 * @param dataOctaves the same of the data
 */
public record NreCSettings(
    DataTransform transform,
    int contrasts,
    double odds,
    int width,
    int blocks,
    int parameterOctaves,
    int dataOctaves)
    implements EstimatorSettings {

  public NreCSettings {
    if (contrasts < 1 || width < 1) {
      throw new IllegalArgumentException(
          "expected contrasts >= 1, width >= 1, got %d, %d".formatted(contrasts, width));
    }
    Bounds.requireBlocks(blocks);
    Bounds.requireOctaves(parameterOctaves, dataOctaves);
    if (!(odds > 0 && odds < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("expected odds above 0, got " + odds);
    }
  }

  @Override
  public Kind kind() {
    return Kind.NRE_C;
  }

  @Override
  public Encoder encoder() {
    return Encoder.PERCEPTRON;
  }

  @Override
  public String sizedBy() {
    return "width or number of blocks";
  }
}
