package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.streambed.science.EstimatorSettings.DataTransform;
import io.streambed.science.Outcome;
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
    return parameters(manager, pairs, new double[0]);
  }

  /**
   * Whitened parameters of {@code pairs}, followed by others.
   *
   * @param further own units, [N, P]
   * @return [B + N, P]
   */
  NDArray parameters(NDManager manager, List<Outcome.Pair> pairs, double[] further) {
    int size = prior.size();
    parameterFeed.begin(pairs.size() + further.length / size);
    for (Outcome.Pair pair : pairs) {
      parameterFeed.add(pair.parameters().toArray(), 0);
    }
    for (int from = 0; from < further.length; from += size) {
      parameterFeed.add(further, from);
    }
    return parameterFeed.rows(manager);
  }
}
