package io.streambed.science.simulator;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import java.util.function.ToDoubleFunction;

/**
 * A simulator whose likelihood can be computed, so that learnt posteriors can be judged.
 *
 * <p>A term of y alone may be left out where it cannot be computed, and the simulator then says so:
 * whoever compares parameters at one y, over the prior's draws or the posterior's, does not see it.
 */
public interface TractableSimulator extends Simulator {

  /**
   * log p(y | φ), nats, with every constant unless the simulator says that a term of y is left out.
   *
   * @param parameters φ, shape [P]
   * @param data y, in {@link #dataShape}
   */
  double logLikelihood(Parameters parameters, Data data);

  /**
   * {@link #logLikelihood} of one y as a function of φ, for many φ: what depends on y alone is done
   * once.
   *
   * @param data y, in {@link #dataShape}
   */
  default ToDoubleFunction<Parameters> logLikelihoodOf(Data data) {
    return parameters -> logLikelihood(parameters, data);
  }
}
