package io.streambed.inference.client;

import io.streambed.inference.document.ParameterSummary;
import io.streambed.inference.document.TrustSummary;
import io.streambed.science.Posterior.Standing;
import java.util.List;

/**
 * The answer to an observation.
 *
 * @param observation its id
 * @param sensor who observed
 * @param modelVersion of the model
 * @param latencySeconds from receipt of the observation to the answer
 * @param draws how many
 * @param standing which observations it stands on
 * @param posterior one summary for each parameter, in the experiment's order
 * @param trust how far to trust it; NaN where a figure does not apply
 */
public record SensorPosterior(
    String observation,
    String sensor,
    long modelVersion,
    double latencySeconds,
    int draws,
    Standing standing,
    List<ParameterSummary> posterior,
    TrustSummary trust) {

  public SensorPosterior {
    posterior = List.copyOf(posterior);
  }
}
