package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.streambed.science.EstimatorSettings.DataTransform;
import io.streambed.science.Outcome;
import java.util.List;
import java.util.function.Consumer;

/**
 * Brings pairs of one proposal to the networks, and further parameters behind theirs.
 *
 * <p>Holds memory that the engine looks into: one user at a time, and not before the graph of the
 * last use is done with.
 */
final class PairFeed {
  private final DataFeed dataFeed;
  private final ParameterFeed parameterFeed;

  PairFeed(
      LearningTask task,
      InputShape inputs,
      DataTransform transform,
      Standardisation standardisation) {
    dataFeed = new DataFeed(inputs, transform, standardisation);
    parameterFeed = new ParameterFeed(task.prior(), standardisation);
  }

  /** Standardised rows of the data of {@code pairs}. */
  NDArray data(NDManager manager, List<Outcome.Pair> pairs) {
    return dataFeed.rows(manager, pairs.stream().map(Outcome.Pair::data).toList());
  }

  /** Whitened parameters of {@code pairs}, [B, P]. */
  NDArray parameters(NDManager manager, List<Outcome.Pair> pairs) {
    return parameters(manager, pairs, 0, feed -> {});
  }

  /**
   * Whitened parameters of {@code pairs}, followed by those that {@code further} adds.
   *
   * @param count M, rows that {@code further} adds
   * @return [B + M, P]
   */
  NDArray parameters(
      NDManager manager, List<Outcome.Pair> pairs, int count, Consumer<ParameterFeed> further) {
    parameterFeed.begin(pairs.size() + count);
    for (Outcome.Pair pair : pairs) {
      parameterFeed.add(pair.parameters().toArray(), 0);
    }
    further.accept(parameterFeed);
    return parameterFeed.rows(manager);
  }
}
