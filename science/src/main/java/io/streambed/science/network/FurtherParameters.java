package io.streambed.science.network;

import io.streambed.science.ContrastSettings;
import io.streambed.science.Outcome;
import io.streambed.science.network.SeededGenerator.Purpose;
import io.streambed.science.network.WeightedNegatives.Picked;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters that a step adds behind those of its pairs on the emulator's side. */
final class FurtherParameters {
  private final ContrastSettings settings;
  private final LearningTask task;
  private final long seed;
  private final InformationGauge gauge;
  private final @Nullable LocalContrasts local;
  private final @Nullable IntraDomain intra;

  /**
   * @param seed of all draws
   * @param gauge says when draws of the proposal are added automatically
   * @param intra gives noise, if any
   */
  FurtherParameters(
      ContrastSettings settings,
      LearningTask task,
      long seed,
      InformationGauge gauge,
      @Nullable IntraDomain intra) {
    this.intra = intra;
    this.settings = settings;
    this.task = task;
    this.seed = seed;
    this.gauge = gauge;
    local = settings.local() == null ? null : new LocalContrasts(settings.local(), task, seed);
  }

  /**
   * Those of one step.
   *
   * @param rows own units, [M + B K, P]: negatives for all data, then contrasts of each pair
   * @param negatives M
   * @param logWeights see {@link WeightedNegatives}, [B + M]; empty where all weigh the same
   * @param local see {@link LocalContrasts#draw}, [B, K]; empty where there are none
   * @param noise see {@link IntraDomain#parameterNoise}, [B, P]; empty where there is none
   */
  record Drawn(double[] rows, int negatives, float[] logWeights, float[] local, float[] noise) {
    /** Nothing but the pairs' own. */
    static final Drawn NONE = negatives(new double[0], 0);

    /** Negatives for all data alone, which weigh the same. */
    static Drawn negatives(double[] rows, int count) {
      return new Drawn(rows, count, new float[0], new float[0], new float[0]);
    }
  }

  /**
   * Draws that the seed, the step and the state of the gauge determine.
   *
   * @param picked negatives that were picked for this step
   */
  Drawn draw(List<Outcome.Pair> pairs, long step, Picked picked) {
    int size = task.prior().size();
    double[] drawn = picked.rows();
    if (picked == Picked.NONE) {
      int fresh = settings.automatic() && !gauge.near() ? 0 : settings.priorNegatives();
      drawn = task.draws(fresh, SeededGenerator.of(seed, Purpose.NEGATIVES, step));
    }
    int contrasts = local == null ? 0 : pairs.size() * local.count();
    double[] rows = Arrays.copyOf(drawn, drawn.length + contrasts * size);
    float[] logarithms = local == null ? new float[0] : local.draw(pairs, step, rows, drawn.length);
    float[] noise = intra == null ? new float[0] : intra.parameterNoise(pairs.size(), step);
    return new Drawn(rows, drawn.length / size, picked.logWeights(), logarithms, noise);
  }
}
