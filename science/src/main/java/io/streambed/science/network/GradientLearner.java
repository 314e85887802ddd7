package io.streambed.science.network;

import io.streambed.science.Outcome;
import io.streambed.science.Tensor;
import io.streambed.science.network.SeededGenerator.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Adam on one objective, with clipped gradients, steps skipped where a gradient is out of all
 * proportion, and a running average of the weights.
 */
final class GradientLearner implements Learner {
  /** Weights, averages and both moments; what the objective remembers follows them in a state. */
  private static final int OWN_ARRAYS = 4;

  private final TrainingSettings training;
  private final Objective objective;
  private final Standardisation standardisation;
  private final long seed;
  private final float[] weights;
  private final float[] averages;
  private final float[] first;
  private final float[] second;
  private final float[] gradient;
  private final NormHistory history;
  private long step;
  private long updates;

  private GradientLearner(TrainingSettings training, Objective objective, LearnerState state) {
    this.training = training;
    this.objective = objective;
    standardisation = state.standardisation();
    seed = state.seed();
    step = state.step();
    updates = state.updates();
    history = state.history();
    List<float[]> arrays = state.arrays();
    weights = arrays.get(0);
    averages = arrays.get(1);
    first = arrays.get(2);
    second = arrays.get(3);
    gradient = new float[weights.length];
  }

  /** A learner at step 0. */
  static GradientLearner begin(
      Objective objective, LearningTask task, Standardisation standardisation, long seed) {
    WeightLayout layout = objective.layout();
    float[] start =
        layout.start(SeededGenerator.of(seed, Purpose.INITIAL_WEIGHTS, task.proposal().id()));
    LearnerState state =
        new LearnerState(
            layout.form(),
            seed,
            0,
            0,
            new NormHistory(new double[0], 0),
            List.of(start, start, new float[start.length], new float[start.length]),
            standardisation);
    return new GradientLearner(task.training(), objective, state);
  }

  /**
   * A learner that goes on from {@code state}.
   *
   * @throws IllegalArgumentException if the state is of other weights
   */
  static GradientLearner resume(Objective objective, LearningTask task, LearnerState state) {
    WeightLayout layout = objective.layout();
    int length = layout.length();
    if (!state.begins(layout.form(), length, length, length, length)) {
      throw new IllegalArgumentException(
          "expected the state of a learner with weights %s, got that of another"
              .formatted(layout.description()));
    }
    List<float[]> arrays = state.arrays();
    objective.recall(arrays.subList(OWN_ARRAYS, arrays.size()));
    return new GradientLearner(task.training(), objective, state);
  }

  @Override
  public LearnerState state() {
    List<float[]> arrays = new ArrayList<>(List.of(weights, averages, first, second));
    arrays.addAll(objective.memory());
    return new LearnerState(
        objective.layout().form(), seed, step, updates, history, arrays, standardisation);
  }

  @Override
  public long steps() {
    return step;
  }

  @Override
  public long skipped() {
    return step - updates;
  }

  @Override
  public SortedMap<String, Tensor> tensors() {
    SortedMap<String, Tensor> tensors = standardisation.tensors();
    tensors.putAll(objective.layout().tensors(averages));
    return tensors;
  }

  @Override
  public StepReport step(List<Outcome.Pair> batch) {
    return stepAt(batch, training.rateAt(step));
  }

  @Override
  public StepReport step(List<Outcome.Pair> batch, double progress) {
    if (!(progress >= 0 && progress <= 1)) {
      throw new IllegalArgumentException("expected progress of 0 to 1, got " + progress);
    }
    return stepAt(batch, training.rateAt(step, progress));
  }

  private StepReport stepAt(List<Outcome.Pair> batch, double rate) {
    objective.requirePairs(batch);
    double loss = objective.step(weights, batch, step, gradient);
    double norm = Adam.norm(gradient);
    boolean accepted = Double.isFinite(loss) && history.accepts(norm);
    history.add(norm);
    if (accepted) {
      update(norm, rate);
    }
    step++;
    return new StepReport(step, loss, norm, objective.temperature(weights), rate, !accepted);
  }

  @Override
  public double loss(List<Outcome.Pair> pairs) {
    objective.requirePairs(pairs);
    int size = Math.min(training.batch(), pairs.size());
    double sum = 0;
    int count = 0;
    for (int from = 0; from + size <= pairs.size(); from += size) {
      sum += objective.loss(averages, pairs.subList(from, from + size));
      count++;
    }
    return sum / count;
  }

  /** Gradient of the last step, before clipping, laid out as the objective's weights. */
  float[] gradient() {
    return gradient;
  }

  Objective objective() {
    return objective;
  }

  private void update(double norm, double rate) {
    float clip = (float) Math.min(1, training.clipNorm() / (norm + 1e-12));
    updates++;
    objective.update(
        weights, () -> Adam.update(weights, first, second, gradient, clip, rate, updates));
    float share = (float) (1 - training.averagingAt(updates));
    for (int i = 0; i < averages.length; i++) {
      averages[i] += share * (weights[i] - averages[i]);
    }
  }
}
