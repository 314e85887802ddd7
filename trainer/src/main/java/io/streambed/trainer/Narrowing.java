package io.streambed.trainer;

import io.streambed.science.Data;
import io.streambed.science.Draws;
import io.streambed.science.Tensor;
import io.streambed.science.network.Estimators;
import io.streambed.science.posterior.Deadline;
import io.streambed.science.posterior.PosteriorEstimator;
import io.streambed.science.posterior.PosteriorSampler;
import io.streambed.science.posterior.Sampled;
import io.streambed.science.posterior.TemperedPosterior;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.trainer.checkpoint.Finding;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * From a round's estimator to the next round's proposal: samples the posterior of an observation
 * and makes a proposal of the draws, or of tempered ones.
 *
 * @param proposal of the next round
 * @param finding the posterior it is made around
 * @param sampled the draws that it is made of, and how their sampler fared
 */
record Narrowing(Proposal proposal, Finding finding, Sampled sampled) {

  /**
   * A function of its arguments; takes seconds.
   *
   * @param round number of the round that ends
   * @param proposal what that round's pairs were drawn from
   * @param tensors averaged weights of that round
   * @param observed what is narrowed around
   */
  static Narrowing of(
      ExperimentSettings experiment,
      NarrowingSettings settings,
      int round,
      Proposal proposal,
      SortedMap<String, Tensor> tensors,
      Target.Observed observed) {
    Prior prior = experiment.prior();
    List<Integer> shape = experiment.simulator().dataShape();
    UniformRandomProvider random = RoundSeed.narrowing(experiment.seed(), round);
    try (PosteriorEstimator estimator =
        Estimators.load(experiment.estimator(), prior, proposal, shape, tensors)) {
      PosteriorSampler sampler = estimator.sampler(settings.bank(), settings.ladder(), random);
      // No deadline: how far the sampler comes must not depend on time.
      Data y = observed.data();
      Sampled posterior = sampler.sample(y, settings.samples(), Deadline.none(), random);
      Sampled sampled = posterior;
      if (settings.kind() == NarrowingSettings.Kind.TEMPERED) {
        sampled =
            TemperedPosterior.sampler(
                    estimator,
                    prior,
                    proposal,
                    settings.mixture().temper(),
                    settings.bank(),
                    settings.ladder(),
                    random)
                .sample(y, settings.samples(), Deadline.none(), random);
      }
      Proposal next = NextProposal.around(prior, sampled.draws(), round + 1, settings, random);
      return new Narrowing(next, found(round, observed.id(), posterior), sampled);
    }
  }

  /** For the log. */
  @Override
  public String toString() {
    return "round %d found%s means %s, deviations %s; %s of the mass was cut; %s, %s"
        .formatted(
            finding.round(),
            finding.observation().isEmpty() ? "" : " of observation " + finding.observation(),
            finding.means(),
            finding.deviations(),
            finding.cutMass(),
            sampled.sampler(),
            sampled.status());
  }

  private static Finding found(int round, String observation, Sampled sampled) {
    Draws draws = sampled.draws();
    return new Finding(
        round,
        observation,
        IntStream.range(0, draws.parameters()).mapToObj(draws::mean).toList(),
        IntStream.range(0, draws.parameters()).mapToObj(draws::deviation).toList(),
        sampled.trust().cutMass());
  }
}
