package io.streambed.science;

/**
 * Rejection ABC: the posterior of y is a kernel density of the parameters whose data came nearest
 * to it. Nothing is fitted; a yardstick.
 *
 * @param transform what is done to data before standardisation
 * @param pairs how many pairs are kept, the latest, at least 1
 * @param neighbours how many of them, those of the nearest data, a posterior is made of, 1 to pairs
 * @param bandwidth of the kernels, times that of Scott's rule, above 0
 */
public record AbcSettings(DataTransform transform, int pairs, int neighbours, double bandwidth)
    implements EstimatorSettings {

  public AbcSettings {
    if (pairs < 1 || neighbours < 1 || neighbours > pairs) {
      throw new IllegalArgumentException(
          "expected pairs >= 1 and neighbours from 1 to pairs, got %d and %d"
              .formatted(pairs, neighbours));
    }
    if (!(bandwidth > 0 && bandwidth < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("expected bandwidth above 0, got " + bandwidth);
    }
  }

  @Override
  public Kind kind() {
    return Kind.ABC;
  }

  @Override
  public Encoder encoder() {
    return Encoder.PERCEPTRON;
  }

  @Override
  public String sizedBy() {
    return "number of pairs";
  }
}
