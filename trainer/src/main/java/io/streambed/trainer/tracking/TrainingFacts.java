package io.streambed.trainer.tracking;

import java.util.Map;

/**
 * What a tracker says of a training as a whole.
 *
 * @param experiment its name
 * @param training id that the training keeps over restarts
 * @param parameters what the model depends on, by name
 * @param tags what else is known, by name
 */
public record TrainingFacts(
    String experiment, String training, Map<String, String> parameters, Map<String, String> tags) {

  public TrainingFacts {
    parameters = Map.copyOf(parameters);
    tags = Map.copyOf(tags);
  }
}
