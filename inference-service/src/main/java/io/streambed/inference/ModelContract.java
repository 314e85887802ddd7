package io.streambed.inference;

import io.streambed.science.ModelSnapshot;
import io.streambed.science.prior.Prior;
import io.streambed.topics.experiment.ExperimentSettings;
import java.util.List;

/**
 * What a model has to be of before it may serve, whatever it says of itself.
 *
 * @param prior of the experiment
 * @param dataShape sizes of the axes of its data
 */
public record ModelContract(Prior prior, List<Integer> dataShape) {

  public ModelContract {
    dataShape = List.copyOf(dataShape);
  }

  /** Models of this experiment. */
  public static ModelContract of(ExperimentSettings experiment) {
    return new ModelContract(experiment.prior(), experiment.simulator().dataShape());
  }

  /**
   * Looks whether {@code snapshot} is of this experiment.
   *
   * @throws IllegalArgumentException saying what was expected and found, if it is not
   */
  void check(ModelSnapshot snapshot) {
    if (!snapshot.dataShape().equals(dataShape)) {
      throw new IllegalArgumentException(
          "expected a model of data of shape %s, got one of %s"
              .formatted(dataShape, snapshot.dataShape()));
    }
    if (!snapshot.prior().equals(prior)) {
      throw new IllegalArgumentException(
          "expected a model with the experiment's prior %s, got one with %s"
              .formatted(prior, snapshot.prior()));
    }
  }
}
