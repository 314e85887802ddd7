package io.streambed.science.network;

import io.streambed.science.AbcSettings;
import io.streambed.science.Data;
import io.streambed.science.Outcome;
import io.streambed.science.Tensor;
import io.streambed.science.posterior.PosteriorEstimator;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/**
 * Keeps the latest pairs: a run has its place by its number, so a pair that comes again stays one.
 * Steps have no loss, gradient or rate, and none is skipped.
 */
final class AbcLearner implements Learner {
  /** Pairs that the held-out loss is taken of; each is compared with all that are kept. */
  private static final int LOSS_PAIRS = 32;

  private final AbcSettings settings;
  private final LearningTask task;
  private final InputShape inputs;
  private final Standardisation standardisation;
  private final KeptPairs pairs;
  private final long seed;
  private long step;

  private AbcLearner(
      AbcSettings settings,
      LearningTask task,
      Standardisation standardisation,
      KeptPairs pairs,
      long seed,
      long step) {
    this.settings = settings;
    this.task = task;
    this.standardisation = standardisation;
    this.pairs = pairs;
    this.seed = seed;
    this.step = step;
    inputs = InputShape.of(settings.encoder(), task.dataShape());
  }

  /** A learner without pairs. */
  static AbcLearner begin(
      AbcSettings settings, LearningTask task, Standardisation standardisation, long seed) {
    int values = InputShape.of(settings.encoder(), task.dataShape()).size();
    KeptPairs pairs = KeptPairs.empty(settings.pairs(), task.prior().size(), values);
    return new AbcLearner(settings, task, standardisation, pairs, seed, 0);
  }

  /** See {@link EstimatorFamily#resume}. */
  static AbcLearner resume(AbcSettings settings, LearningTask task, LearnerState state) {
    AbcLearner begun = begin(settings, task, state.standardisation(), state.seed());
    int[] lengths = begun.pairs.arrays().stream().mapToInt(array -> array.length).toArray();
    if (!state.isOf(begun.form(), lengths)) {
      throw new IllegalArgumentException(
          "expected the state of a learner that keeps %d pairs, got that of another"
              .formatted(settings.pairs()));
    }
    KeptPairs pairs = KeptPairs.ofArrays(task.prior().size(), state.arrays());
    return new AbcLearner(
        settings, task, state.standardisation(), pairs, state.seed(), state.step());
  }

  private int form() {
    return Arrays.hashCode(new int[] {settings.pairs(), task.prior().size(), inputs.size()});
  }

  @Override
  public LearnerState state() {
    return new LearnerState(
        form(),
        seed,
        step,
        step,
        new NormHistory(new double[0], 0),
        pairs.arrays(),
        standardisation);
  }

  @Override
  public long steps() {
    return step;
  }

  @Override
  public long skipped() {
    return 0;
  }

  @Override
  public SortedMap<String, Tensor> tensors() {
    SortedMap<String, Tensor> tensors = standardisation.tensors();
    tensors.putAll(pairs.tensors());
    return tensors;
  }

  @Override
  public StepReport step(List<Outcome.Pair> batch) {
    task.requirePairs(batch, inputs);
    batch.forEach(this::keep);
    step++;
    return new StepReport(step, Double.NaN, Double.NaN, Double.NaN, Double.NaN, false);
  }

  @Override
  public StepReport step(List<Outcome.Pair> batch, double progress) {
    return step(batch);
  }

  private void keep(Outcome.Pair pair) {
    double[] u = task.prior().toUnbounded(pair.parameters().toArray());
    // A draw that rounding put on the prior's edge has no place in unbounded coordinates.
    if (Arrays.stream(u).allMatch(value -> Math.abs(value) < Float.MAX_VALUE)) {
      float[] y = standardisation.standardise(inputs, settings.transform(), pair.data());
      pairs.put((int) (pair.run() % pairs.places()), u, y);
    }
  }

  /** Mean of -s over the last few of {@code held}, nats; NaN before there is a pair to go by. */
  @Override
  public double loss(List<Outcome.Pair> held) {
    task.requirePairs(held, inputs);
    if (step == 0) {
      return Double.NaN;
    }
    List<Outcome.Pair> last = held.subList(Math.max(0, held.size() - LOSS_PAIRS), held.size());
    List<Data> data = last.stream().map(Outcome.Pair::data).toList();
    double[] x =
        last.stream().flatMapToDouble(p -> Arrays.stream(p.parameters().toArray())).toArray();
    try (PosteriorEstimator estimator =
        AbcEstimator.load(settings, task.prior(), task.proposal(), task.dataShape(), tensors())) {
      return -Arrays.stream(estimator.own(data, x)).average().orElseThrow();
    }
  }
}
