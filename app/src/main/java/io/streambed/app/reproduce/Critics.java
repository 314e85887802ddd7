package io.streambed.app.reproduce;

import io.streambed.science.EmbeddingEstimator;
import io.streambed.science.posterior.PosteriorEstimator;
import io.streambed.science.simulator.Simulator;
import io.streambed.science.simulator.TanhProjection;
import java.util.List;
import java.util.Map;

/** The synthetic experiments are looked at with two critics. */
final class Critics {

  private Critics() {}

  /**
   * Both embeddings of length 1, as in the paper, in four dimensions more than there are
   * statistics, which an exponential family needs there; and a plain inner product with biases, in
   * as many as there are statistics, which holds it exactly.
   */
  static List<Trial> trials(String experiment, int observations, int samples) {
    return List.of(
        new Trial(
            "sphere",
            experiment,
            Map.of("estimator.critic", "cosine", "estimator.embedding", 7),
            observations,
            samples),
        new Trial("inner-product", experiment, Map.of(), observations, samples));
  }

  /** The simulator of a trial. */
  static TanhProjection simulator(Evidence evidence) {
    Simulator simulator = evidence.plan().experiment().simulator();
    if (simulator instanceof TanhProjection projection) {
      return projection;
    }
    throw new IllegalArgumentException(
        "expected the simulator tanh-projection, got " + simulator.name());
  }

  /** {@code estimator} with its embeddings. */
  static EmbeddingEstimator embeddings(PosteriorEstimator estimator) {
    if (estimator instanceof EmbeddingEstimator embedding) {
      return embedding;
    }
    throw new IllegalArgumentException(
        "expected an estimator with embeddings, got " + estimator.getClass().getSimpleName());
  }
}
