package io.streambed.science;

import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A model as it is published: all that inference needs, and where it comes from. Holds no code.
 *
 * @param provenance where it comes from
 * @param estimator what was trained, and its form
 * @param prior the true prior; the posterior is prior x exp s
 * @param proposal what the training pairs were drawn from; nothing is known outside its support
 * @param dataShape sizes of the axes of y
 * @param tensors weights and standardisation by name; only they enter the SHA-256
 * @param calibration what held-out pairs say; null where none has been computed
 * @param verdict of the comparison with the model that served; null where there was none, then it
 *     may serve
 */
public record ModelSnapshot(
    Provenance provenance,
    EstimatorSettings estimator,
    Prior prior,
    Proposal proposal,
    List<Integer> dataShape,
    SortedMap<String, Tensor> tensors,
    @Nullable Calibration calibration,
    @Nullable Verdict verdict) {

  public ModelSnapshot {
    dataShape = List.copyOf(dataShape);
    tensors = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
  }

  /** The same model from elsewhere. */
  public ModelSnapshot from(Provenance origin) {
    return new ModelSnapshot(
        origin, estimator, prior, proposal, dataShape, tensors, calibration, verdict);
  }

  /** The same model with another verdict. */
  public ModelSnapshot judged(@Nullable Verdict other) {
    return new ModelSnapshot(
        provenance, estimator, prior, proposal, dataShape, tensors, calibration, other);
  }

  /** Whether it may serve. */
  public boolean promoted() {
    return verdict == null || verdict.promoted();
  }

  /**
   * Where a model comes from.
   *
   * @param experiment name of the experiment
   * @param version 1, 2, ... in order of publication; equals within an experiment mean equal bytes
   * @param seed the experiment's seed
   * @param round narrowing round, 0 for the prior
   * @param step gradient steps taken in all rounds
   * @param admitted runs admitted when the snapshot was taken
   * @param simulator name and version of the simulator
   * @param created when it was taken
   */
  public record Provenance(
      String experiment,
      long version,
      long seed,
      int round,
      long step,
      long admitted,
      String simulator,
      Instant created) {}
}
