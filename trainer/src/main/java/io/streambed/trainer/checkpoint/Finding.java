package io.streambed.trainer.checkpoint;

import java.util.List;

/**
 * The posterior of the pinned observation as a round found it.
 *
 * @param round number of the round, from 0
 * @param means of the parameters, shape [P], own units
 * @param deviations of the parameters, shape [P], own units
 * @param cutMass share of the posterior outside the round's proposal, which was cut, 0 to 1
 */
public record Finding(int round, List<Double> means, List<Double> deviations, double cutMass) {
  public Finding {
    means = List.copyOf(means);
    deviations = List.copyOf(deviations);
  }
}
