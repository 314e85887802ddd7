package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.streambed.science.ContrastSettings;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.Outcome;
import io.streambed.science.network.FurtherParameters.Drawn;
import io.streambed.science.network.WeightedNegatives.Picked;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** InfoNCE of both towers (arXiv 2409.18402), with the contrasts that the settings ask for. */
final class EmbedAndEmulateObjective implements Objective {
  /** log τ is a single weight with far to go. */
  private static final float TEMPERATURE_HASTE = 10;

  private static final float LOWEST_LOG_TEMPERATURE = (float) Math.log(0.002);
  private static final float HIGHEST_LOG_TEMPERATURE = (float) Math.log(10);

  private final EmbedAndEmulateSettings settings;
  private final LearningTask task;
  private final CriticNetwork network;
  private final PairFeed feed;
  private final Weights served;
  private final EnginePass encoder;
  private final EnginePass emulator;
  private final @Nullable IntraDomain intra;
  private final ContrastiveStep contrast;
  private final ContrastiveStep batchAlone;
  private final InformationGauge gauge = new InformationGauge();
  private final @Nullable WeightedNegatives weighted;
  private final FurtherParameters further;
  private final List<Remembering> remembering;
  private Runnable betweenPasses = () -> {};

  /**
   * @param seed of all that is drawn in a step
   */
  EmbedAndEmulateObjective(
      EmbedAndEmulateSettings settings,
      LearningTask task,
      Standardisation standardisation,
      long seed) {
    this.settings = settings;
    this.task = task;
    network = new CriticNetwork(settings, task.prior().size(), task.dataShape());
    served = new Weights(network.layout());
    encoder = new EnginePass(served, network.encoderWeights());
    emulator = new EnginePass(served, network.emulatorWeights());
    ContrastSettings contrasts = settings.contrasts();
    EmbeddingHead head = network.head();
    int repeats = network.inputs().repeats();
    intra =
        contrasts.intra() == null
            ? null
            : new IntraDomain(contrasts.intra(), head, task.prior().size(), seed);
    contrast = new ContrastiveStep(head, contrasts, repeats, intra);
    batchAlone = new ContrastiveStep(head, contrasts.batchAlone(), repeats, null);
    feed = new PairFeed(task, network.inputs(), settings.transform(), standardisation);
    weighted =
        contrasts.weighted() == null
            ? null
            : new WeightedNegatives(contrasts.weighted(), task, seed, head.width());
    further = new FurtherParameters(contrasts, task, seed, gauge, intra);
    remembering = new ArrayList<>();
    if (contrasts.automatic()) {
      remembering.add(gauge);
    }
    if (contrasts.queue() > 0) {
      remembering.add(contrast.queue());
    }
  }

  @Override
  public WeightLayout layout() {
    return network.layout();
  }

  @Override
  public void requirePairs(List<Outcome.Pair> pairs) {
    task.requirePairs(pairs, network.inputs());
  }

  @Override
  public double loss(float[] weights, List<Outcome.Pair> batch) {
    served.set(weights);
    double loss =
        TensorRuntime.compute(
            false,
            manager -> {
              NDArray[] leaves = served.leaves(manager);
              NDArray encoded = network.encode(feed.data(manager, batch), leaves);
              NDArray emulated = network.emulate(feed.parameters(manager, batch), leaves);
              return batchAlone
                  .of(
                      manager,
                      encoded.toFloatArray(),
                      emulated.toFloatArray(),
                      scale(weights),
                      Drawn.NONE)
                  .loss();
            });
    Reference.reachabilityFence(this);
    return loss;
  }

  /**
   * The towers meet only in their outputs, so each runs on a thread of its own; which one is faster
   * changes nothing.
   */
  @Override
  public double step(float[] weights, List<Outcome.Pair> batch, long step, float[] gradient) {
    served.set(weights);
    Picked picked = weighted == null ? Picked.NONE : picked(weighted, batch, step, scale(weights));
    ContrastiveStep.Gradient taken =
        Companion.<Emulated, ContrastiveStep.Gradient>meet(
            exchange -> {
              Drawn drawn = further.draw(batch, step, picked);
              emulator.run(
                  (manager, leaves) ->
                      network.emulate(feed.parameters(manager, batch, drawn), leaves),
                  outputs -> exchange.apply(new Emulated(outputs, drawn)).byEmulated(),
                  gradient);
            },
            exchange ->
                encoder.run(
                    (manager, leaves) -> network.encode(data(manager, batch, step), leaves),
                    outputs ->
                        exchange
                            .apply(emulated -> contrast(outputs, emulated, scale(weights)))
                            .byEncoded(),
                    gradient));
    gauge.add(taken.inBatch());
    if (network.learnsTemperature()) {
      gradient[network.logTemperaturePlace()] = (float) taken.byLogTemperature();
    }
    return taken.loss();
  }

  /** What the critic as it is finds hard to tell from the pairs' own parameters. */
  private Picked picked(WeightedNegatives hard, List<Outcome.Pair> batch, long step, float scale) {
    double[] candidates = hard.candidates(step);
    Drawn all = Drawn.negatives(candidates, candidates.length / task.prior().size());
    return TensorRuntime.compute(
        false,
        manager -> {
          NDArray[] leaves = served.leaves(manager);
          float[] encoded = network.encode(feed.data(manager, batch), leaves).toFloatArray();
          float[] emulated =
              network.emulate(feed.parameters(manager, batch, all), leaves).toFloatArray();
          return hard.pick(
              candidates,
              contrast.data(encoded, batch.size(), scale),
              contrast.parameters(emulated),
              step);
        });
  }

  /** Hastens log τ and keeps it within its limits. */
  @Override
  public void update(float[] weights, Runnable update) {
    if (!network.learnsTemperature()) {
      update.run();
      return;
    }
    int place = network.logTemperaturePlace();
    float before = weights[place];
    update.run();
    float hastened = before + TEMPERATURE_HASTE * (weights[place] - before);
    weights[place] = Math.min(HIGHEST_LOG_TEMPERATURE, Math.max(LOWEST_LOG_TEMPERATURE, hastened));
  }

  @Override
  public List<float[]> memory() {
    return remembering.stream().map(Remembering::memory).toList();
  }

  @Override
  public void recall(List<float[]> memory) {
    if (memory.size() != remembering.size()) {
      throw new IllegalArgumentException(
          "expected %d arrays remembered, got %d".formatted(remembering.size(), memory.size()));
    }
    for (int i = 0; i < memory.size(); i++) {
      remembering.get(i).recall(memory.get(i));
    }
  }

  @Override
  public double temperature(float[] weights) {
    return network.temperature(weights);
  }

  /** Runs between the passes of both towers; for tests of memory that is freed too early. */
  void betweenPasses(Runnable hook) {
    betweenPasses = hook;
  }

  private NDArray data(NDManager manager, List<Outcome.Pair> batch, long step) {
    NDArray rows = feed.data(manager, batch);
    return intra == null ? rows : intra.twice(manager, rows, step);
  }

  /** What the emulator made of the pairs' parameters and of those drawn for the step. */
  private record Emulated(float[] outputs, Drawn drawn) {}

  private ContrastiveStep.Gradient contrast(float[] encoded, Emulated emulated, float scale) {
    ContrastiveStep.Gradient taken =
        TensorRuntime.compute(
            false,
            manager -> contrast.of(manager, encoded, emulated.outputs(), scale, emulated.drawn()));
    betweenPasses.run();
    return taken;
  }

  private float scale(float[] weights) {
    return (float) (1 / network.temperature(weights));
  }
}
