package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.streambed.science.EstimatorSettings.DataTransform;
import io.streambed.science.Outcome;
import io.streambed.science.network.SeededGenerator.Purpose;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Brings pairs of one proposal to the networks, and fresh draws of the proposal as negatives.
 *
 * <p>Holds memory that the engine looks into: one user at a time, and not before the graph of the
 * last use is done with.
 */
final class PairFeed {
  private final Prior prior;
  private final Proposal proposal;
  private final long seed;
  private final DataFeed dataFeed;
  private final ParameterFeed parameterFeed;

  /**
   * @param seed of the negatives
   */
  PairFeed(
      LearningTask task,
      InputShape inputs,
      DataTransform transform,
      Standardisation standardisation,
      long seed) {
    this.prior = task.prior();
    this.proposal = task.proposal();
    this.seed = seed;
    dataFeed = new DataFeed(inputs, transform, standardisation);
    parameterFeed = new ParameterFeed(prior, standardisation);
  }

  /** Standardised rows of the data of {@code pairs}. */
  NDArray data(NDManager manager, List<Outcome.Pair> pairs) {
    return dataFeed.rows(manager, pairs.stream().map(Outcome.Pair::data).toList());
  }

  /** Whitened parameters of {@code pairs}, [B, P]. */
  NDArray parameters(NDManager manager, List<Outcome.Pair> pairs) {
    return parameters(manager, pairs, 0, 0);
  }

  /**
   * Whitened parameters of {@code pairs}, followed by {@code negatives} draws of the proposal that
   * seed and step determine, [B + M, P].
   */
  NDArray parameters(NDManager manager, List<Outcome.Pair> pairs, int negatives, long step) {
    parameterFeed.begin(pairs.size() + negatives);
    for (Outcome.Pair pair : pairs) {
      parameterFeed.add(pair.parameters().toArray(), 0);
    }
    if (negatives > 0) {
      UniformRandomProvider random = SeededGenerator.of(seed, Purpose.NEGATIVES, step);
      for (int i = 0; i < negatives; i++) {
        parameterFeed.add(proposal.sample(prior, random), 0);
      }
    }
    return parameterFeed.rows(manager);
  }
}
