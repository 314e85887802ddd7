package io.streambed.app.reproduce;

import io.streambed.app.demo.Training;
import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.science.Outcome;
import io.streambed.science.Posterior;
import io.streambed.science.network.Estimators;
import io.streambed.science.posterior.PosteriorEstimator;
import java.util.List;

/**
 * What a trial gave.
 *
 * @param trial that was run
 * @param plan of its training
 * @param training that came to its end
 * @param answers posteriors of fresh observations, from the inference service
 * @param seconds from its start to the last answer
 */
public record Evidence(
    Trial trial, ExperimentPlan plan, Training training, List<Answer> answers, double seconds) {

  public Evidence {
    answers = List.copyOf(answers);
  }

  /**
   * A posterior beside the pair whose data it answers.
   *
   * @param pair fresh, with the parameters that gave the data
   */
  public record Answer(Outcome.Pair pair, Posterior posterior) {}

  /** {@code count} pairs that training never saw, the same for the same seed; none of answers'. */
  public List<Outcome.Pair> freshPairs(int count) {
    return FreshPairs.of(plan.experiment(), FreshPairs.EVALUATION, count);
  }

  /** The last model's estimator; to be closed. */
  public PosteriorEstimator estimator() {
    return Estimators.load(training.model());
  }
}
