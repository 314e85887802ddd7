package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.Outcome;
import io.streambed.science.Tensor;
import io.streambed.science.network.SeededGenerator.Purpose;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.lang.ref.Reference;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * Learns the critic of Embed and Emulate (arXiv 2409.18402) from pairs of one proposal, by
 * symmetric InfoNCE and Adam, step by step.
 *
 * <p>A function of its arguments: whatever is random derives from the seed and the number of the
 * step. Not thread-safe; any one thread at a time may call it. Owns no native memory that would
 * have to be closed.
 */
public final class Learner {
  /** log τ is a single weight with far to go. */
  private static final float TEMPERATURE_HASTE = 10;

  private static final float LOWEST_LOG_TEMPERATURE = (float) Math.log(0.002);
  private static final float HIGHEST_LOG_TEMPERATURE = (float) Math.log(10);

  private final EstimatorSettings settings;
  private final TrainingSettings training;
  private final Standardisation standardisation;
  private final long seed;
  private final CriticNetwork network;
  private final PairFeed feed;
  private final Weights served;
  private final TowerPass encoder;
  private final TowerPass emulator;
  private final ContrastiveStep contrast;
  private final float[] weights;
  private final float[] averages;
  private final float[] first;
  private final float[] second;
  private final float[] gradient;
  private final NormHistory history;
  private Runnable betweenPasses = () -> {};
  private long step;
  private long updates;

  private Learner(
      EstimatorSettings settings,
      TrainingSettings training,
      Prior prior,
      Proposal proposal,
      CriticNetwork network,
      LearnerState state) {
    this.settings = settings;
    this.training = training;
    this.network = network;
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
    served = new Weights(network.layout());
    encoder = new TowerPass(served, network.encoderWeights(), network::encode);
    emulator = new TowerPass(served, network.emulatorWeights(), network::emulate);
    contrast = new ContrastiveStep(network.head(), network.inputs().repeats());
    feed = new PairFeed(settings, network.inputs(), prior, proposal, standardisation, seed);
  }

  /**
   * A learner at step 0.
   *
   * @param proposal what every pair will be drawn from
   * @param dataShape sizes of the axes of y
   * @param seed of the starting weights and of the prior negatives
   * @throws IllegalArgumentException if the standardisation or the encoder does not fit the shapes
   */
  public static Learner create(
      EstimatorSettings settings,
      TrainingSettings training,
      Prior prior,
      Proposal proposal,
      List<Integer> dataShape,
      Standardisation standardisation,
      long seed) {
    CriticNetwork network = new CriticNetwork(settings, prior.size(), dataShape);
    float[] start =
        network.layout().start(SeededGenerator.of(seed, Purpose.INITIAL_WEIGHTS, proposal.id()));
    LearnerState state =
        new LearnerState(
            network.form(),
            seed,
            0,
            0,
            new NormHistory(new double[0], 0),
            List.of(start, start, new float[start.length], new float[start.length]),
            standardisation);
    return restore(settings, training, prior, proposal, dataShape, state);
  }

  /**
   * A learner that goes on from {@code state} exactly as the one that gave it; the other arguments
   * have to be the same as its.
   *
   * @throws IllegalArgumentException if the state is of another network
   */
  public static Learner restore(
      EstimatorSettings settings,
      TrainingSettings training,
      Prior prior,
      Proposal proposal,
      List<Integer> dataShape,
      LearnerState state) {
    CriticNetwork network = new CriticNetwork(settings, prior.size(), dataShape);
    Standardisation standardisation = state.standardisation();
    if (state.form() != network.form()
        || standardisation.parameters() != prior.size()
        || standardisation.channels() != network.inputs().channels()) {
      throw new IllegalArgumentException(
          "expected the state of a network of %s for data %s, got that of another"
              .formatted(settings, dataShape));
    }
    return new Learner(settings, training, prior, proposal, network, state);
  }

  /** Everything that changes, copied. */
  public LearnerState state() {
    return new LearnerState(
        network.form(),
        seed,
        step,
        updates,
        history,
        List.of(weights, averages, first, second),
        standardisation);
  }

  /** Steps taken, skipped ones included. */
  public long steps() {
    return step;
  }

  /** Steps skipped. */
  public long skipped() {
    return step - updates;
  }

  /** Averaged weights and standardisation by name: what a snapshot carries. */
  public SortedMap<String, Tensor> tensors() {
    SortedMap<String, Tensor> tensors = standardisation.tensors();
    tensors.putAll(network.layout().tensors(averages));
    return tensors;
  }

  /**
   * One step of Adam on one batch.
   *
   * @param batch at least 2 different pairs of the proposal, usually {@link TrainingSettings#batch}
   * @throws IllegalArgumentException if there are fewer, or a shape is wrong
   */
  public StepReport step(List<Outcome.Pair> batch) {
    return stepAt(batch, training.rateAt(step));
  }

  /**
   * The same, with a decay of the rate that follows another budget than steps, such as time.
   *
   * @param progress share of the budget that is over, 0 to 1
   */
  public StepReport step(List<Outcome.Pair> batch, double progress) {
    if (!(progress >= 0 && progress <= 1)) {
      throw new IllegalArgumentException("expected progress of 0 to 1, got " + progress);
    }
    return stepAt(batch, training.rateAt(step, progress));
  }

  private StepReport stepAt(List<Outcome.Pair> batch, double rate) {
    feed.requirePairs(batch);
    served.set(weights);
    double loss = lossAndGradient(batch, settings.priorNegatives());
    double norm = Adam.norm(gradient);
    boolean accepted = Double.isFinite(loss) && history.accepts(norm);
    history.add(norm);
    if (accepted) {
      update(norm, rate);
    }
    step++;
    double temperature = network.temperature(weights);
    return new StepReport(step, loss, norm, temperature, rate, !accepted);
  }

  /**
   * Symmetric InfoNCE under the averaged weights, nats: the mean over consecutive batches of the
   * training size; pairs beyond the last whole batch are left out, unless there is none.
   */
  public double loss(List<Outcome.Pair> pairs) {
    feed.requirePairs(pairs);
    served.set(averages);
    int size = Math.min(training.batch(), pairs.size());
    double sum = 0;
    int count = 0;
    for (int from = 0; from + size <= pairs.size(); from += size) {
      List<Outcome.Pair> batch = pairs.subList(from, from + size);
      sum += TensorRuntime.compute(false, manager -> lossOf(manager, batch));
      count++;
    }
    Reference.reachabilityFence(this);
    return sum / count;
  }

  /** Gradient of the last step, before clipping, laid out as {@link #network}. */
  float[] gradient() {
    return gradient;
  }

  CriticNetwork network() {
    return network;
  }

  /** Runs between the passes of both towers; for tests of memory that is freed too early. */
  void betweenPasses(Runnable hook) {
    betweenPasses = hook;
  }

  private double lossOf(NDManager manager, List<Outcome.Pair> batch) {
    NDArray[] leaves = served.leaves(manager);
    NDArray encoded = network.encode(feed.data(manager, batch), leaves);
    NDArray emulated = network.emulate(feed.parameters(manager, batch), leaves);
    return contrast
        .of(manager, encoded.toFloatArray(), emulated.toFloatArray(), scale(averages))
        .loss();
  }

  /**
   * The towers meet only in their outputs, so each runs on a thread of its own; which one is faster
   * changes nothing.
   */
  private double lossAndGradient(List<Outcome.Pair> batch, int negatives) {
    CompletableFuture<float[]> emulated = new CompletableFuture<>();
    CompletableFuture<ContrastiveStep.Gradient> slopes = new CompletableFuture<>();
    CompletableFuture<Void> companion =
        Companion.begin(
            () ->
                emulator.run(
                    manager -> feed.parameters(manager, batch, negatives, step),
                    outputs -> {
                      emulated.complete(outputs);
                      return slopes.join().byEmulated();
                    },
                    gradient));
    CompletableFuture<Void> ended =
        companion.exceptionally(
            failure -> {
              emulated.completeExceptionally(failure);
              return null;
            });
    try {
      encoder.run(
          manager -> feed.data(manager, batch),
          outputs -> {
            slopes.complete(contrast(outputs, emulated.join()));
            return slopes.join().byEncoded();
          },
          gradient);
    } finally {
      // Ends the emulator's wait if the encoder failed before.
      slopes.completeExceptionally(new CancellationException("the encoder's pass failed"));
      ended.join();
    }
    companion.join();
    ContrastiveStep.Gradient taken = slopes.join();
    if (network.learnsTemperature()) {
      gradient[network.logTemperaturePlace()] = (float) taken.byLogTemperature();
    }
    return taken.loss();
  }

  private ContrastiveStep.Gradient contrast(float[] encoded, float[] emulated) {
    ContrastiveStep.Gradient taken =
        TensorRuntime.compute(
            false, manager -> contrast.of(manager, encoded, emulated, scale(weights)));
    betweenPasses.run();
    return taken;
  }

  private float scale(float[] flat) {
    return (float) (1 / network.temperature(flat));
  }

  private void update(double norm, double rate) {
    float clip = (float) Math.min(1, training.clipNorm() / (norm + 1e-12));
    int place = network.learnsTemperature() ? network.logTemperaturePlace() : 0;
    float before = weights[place];
    updates++;
    Adam.update(weights, first, second, gradient, clip, rate, updates);
    if (network.learnsTemperature()) {
      float hastened = before + TEMPERATURE_HASTE * (weights[place] - before);
      weights[place] =
          Math.min(HIGHEST_LOG_TEMPERATURE, Math.max(LOWEST_LOG_TEMPERATURE, hastened));
    }
    float share = (float) (1 - training.averagingAt(updates));
    for (int i = 0; i < averages.length; i++) {
      averages[i] += share * (weights[i] - averages[i]);
    }
  }
}
