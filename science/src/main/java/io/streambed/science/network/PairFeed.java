package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.streambed.science.EstimatorSettings.DataTransform;
import io.streambed.science.Outcome;
import io.streambed.science.network.FurtherParameters.Drawn;
import io.streambed.science.prior.Prior;
import java.util.List;

/**
 * Brings pairs of one proposal to the networks, and further parameters behind theirs.
 *
 * <p>Holds memory that the engine looks into: one user at a time, and not before the graph of the
 * last use is done with.
 */
final class PairFeed {
  private final Prior prior;
  private final DataFeed dataFeed;
  private final ParameterFeed parameterFeed;

  PairFeed(
      LearningTask task,
      InputShape inputs,
      DataTransform transform,
      Standardisation standardisation) {
    prior = task.prior();
    dataFeed = new DataFeed(inputs, transform, standardisation);
    parameterFeed = new ParameterFeed(prior, standardisation);
  }

  /** Standardised rows of the data of {@code pairs}. */
  NDArray data(NDManager manager, List<Outcome.Pair> pairs) {
    return dataFeed.rows(manager, pairs.stream().map(Outcome.Pair::data).toList());
  }

  /** Whitened parameters of {@code pairs}, [B, P]. */
  NDArray parameters(NDManager manager, List<Outcome.Pair> pairs) {
    return parameters(manager, pairs, Drawn.NONE);
  }

  /**
   * Whitened parameters of {@code pairs}, followed by those drawn for them and by those with noise.
   *
   * @return [N, P], N at least B
   */
  NDArray parameters(NDManager manager, List<Outcome.Pair> pairs, Drawn drawn) {
    int size = prior.size();
    double[] further = drawn.rows();
    float[] noise = drawn.noise();
    parameterFeed.begin(pairs.size() + (further.length + noise.length) / size);
    for (Outcome.Pair pair : pairs) {
      parameterFeed.add(pair.parameters().toArray(), 0);
    }
    for (int from = 0; from < further.length; from += size) {
      parameterFeed.add(further, from);
    }
    for (int from = 0; from < noise.length; from += size) {
      parameterFeed.addNear(from / size, noise, from);
    }
    return parameterFeed.rows(manager);
  }
}
