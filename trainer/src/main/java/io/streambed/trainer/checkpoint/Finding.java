package io.streambed.trainer.checkpoint;

import java.util.List;

/**
 * The posterior of the observation that is narrowed around, as a round found it.
 *
 * @param round number of the round, from 0
 * @param observation its id; empty for the record of the experiment
 * @param means of the parameters, shape [P], own units
 * @param deviations of the parameters, shape [P], own units
 * @param cutMass share of the posterior outside the round's proposal, which was cut, 0 to 1
 */
public record Finding(
    int round, String observation, List<Double> means, List<Double> deviations, double cutMass) {
  public Finding {
    means = List.copyOf(means);
    deviations = List.copyOf(deviations);
  }
}
