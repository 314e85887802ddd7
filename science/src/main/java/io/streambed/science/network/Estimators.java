package io.streambed.science.network;

import io.streambed.science.AbcSettings;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.NpeCSettings;
import io.streambed.science.NreCSettings;
import io.streambed.science.Tensor;
import io.streambed.science.posterior.PosteriorEstimator;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.List;
import java.util.SortedMap;

/** The one place that tells the kinds of estimators apart. */
public final class Estimators {

  private Estimators() {}

  static EstimatorFamily family(EstimatorSettings settings) {
    return switch (settings.kind()) {
      case EMBED_AND_EMULATE -> new EmbedAndEmulate((EmbedAndEmulateSettings) settings);
      case NRE_C -> new NreC((NreCSettings) settings);
      case ABC -> new Abc((AbcSettings) settings);
      case NPE_C -> new NpeC((NpeCSettings) settings);
    };
  }

  /**
   * Copies {@code tensors} into an estimator; to be closed.
   *
   * @param prior gives P and the parameters' standard coordinates
   * @param proposal what the training pairs were drawn from
   * @param dataShape sizes of the axes of y
   * @param tensors what {@link Learner#tensors} gave
   * @throws IllegalArgumentException naming the tensor that is missing, unknown, of a wrong shape
   *     or not finite
   */
  public static PosteriorEstimator load(
      EstimatorSettings settings,
      Prior prior,
      Proposal proposal,
      List<Integer> dataShape,
      SortedMap<String, Tensor> tensors) {
    return family(settings).load(prior, proposal, dataShape, tensors);
  }

  /** The estimator of a published model; to be closed. See {@link #load} for what is refused. */
  public static PosteriorEstimator load(ModelSnapshot model) {
    return load(
        model.estimator(), model.prior(), model.proposal(), model.dataShape(), model.tensors());
  }

  /**
   * How large a model is that {@code settings} ask for; nothing is made.
   *
   * @param parameters P
   * @param dataShape sizes of the axes of y
   * @return bytes of all its weights; {@link Long#MAX_VALUE} for more than an array holds
   * @throws IllegalArgumentException if the estimator cannot read data of that shape, saying which
   *     it reads
   */
  public static long weightBytes(
      EstimatorSettings settings, int parameters, List<Integer> dataShape) {
    try {
      return (long) Float.BYTES * family(settings).values(parameters, dataShape);
    } catch (ArithmeticException beyondAnArray) {
      return Long.MAX_VALUE;
    }
  }

  /**
   * Bytes of a learner's state, but for what is small.
   *
   * @throws IllegalArgumentException as of {@link #weightBytes}
   */
  public static long stateBytes(
      EstimatorSettings settings, int parameters, List<Integer> dataShape) {
    EstimatorFamily family = family(settings);
    return family.stateArrays() * weightBytes(settings, parameters, dataShape)
        + (long) Float.BYTES * family.remembered();
  }

  /**
   * Looks whether an estimator can be learnt by such steps.
   *
   * @throws IllegalArgumentException saying what was expected, if it cannot
   */
  public static void requireFit(EstimatorSettings settings, TrainingSettings training) {
    family(settings).requireFit(training);
  }
}
