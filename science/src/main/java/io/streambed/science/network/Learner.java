package io.streambed.science.network;

import io.streambed.science.EstimatorSettings;
import io.streambed.science.Outcome;
import io.streambed.science.Tensor;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.List;
import java.util.SortedMap;

/**
 * Learns an estimator from pairs of one proposal, step by step.
 *
 * <p>A function of its arguments: whatever is random derives from the seed and the number of the
 * step. Not thread-safe; any one thread at a time may call it. Owns no native memory that would
 * have to be closed.
 */
public interface Learner {

  /**
   * A learner at step 0.
   *
   * @param proposal what every pair will be drawn from
   * @param dataShape sizes of the axes of y
   * @param seed of the starting weights and of whatever is random in a step
   * @throws IllegalArgumentException if the standardisation or the estimator does not fit the
   *     shapes
   */
  static Learner create(
      EstimatorSettings settings,
      TrainingSettings training,
      Prior prior,
      Proposal proposal,
      List<Integer> dataShape,
      Standardisation standardisation,
      long seed) {
    LearningTask task = new LearningTask(training, prior, proposal, dataShape);
    task.requireFit(standardisation, InputShape.of(settings.encoder(), dataShape));
    return Estimators.family(settings).begin(task, standardisation, seed);
  }

  /**
   * A learner that goes on from {@code state} exactly as the one that gave it; the other arguments
   * have to be the same as its.
   *
   * @throws IllegalArgumentException if the state is of another estimator
   */
  static Learner restore(
      EstimatorSettings settings,
      TrainingSettings training,
      Prior prior,
      Proposal proposal,
      List<Integer> dataShape,
      LearnerState state) {
    LearningTask task = new LearningTask(training, prior, proposal, dataShape);
    task.requireFit(state.standardisation(), InputShape.of(settings.encoder(), dataShape));
    return Estimators.family(settings).resume(task, state);
  }

  /** Everything that changes, copied. */
  LearnerState state();

  /** Steps taken, skipped ones included. */
  long steps();

  /** Steps skipped. */
  long skipped();

  /** What a snapshot carries, by name: averaged weights, say, and the standardisation. */
  SortedMap<String, Tensor> tensors();

  /**
   * One step on one batch.
   *
   * @param batch at least 2 different pairs of the proposal, usually {@link TrainingSettings#batch}
   * @throws IllegalArgumentException if there are fewer, or a shape is wrong
   */
  StepReport step(List<Outcome.Pair> batch);

  /**
   * The same, with a decay of the rate that follows another budget than steps, such as time.
   *
   * @param progress share of the budget that is over, 0 to 1
   */
  StepReport step(List<Outcome.Pair> batch, double progress);

  /**
   * The estimator's loss as a snapshot now would have it, nats: the mean over consecutive batches
   * of the training size; pairs beyond the last whole batch are left out, unless there is none.
   */
  double loss(List<Outcome.Pair> pairs);
}
