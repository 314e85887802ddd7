package io.streambed.science.simulator;

import io.streambed.science.Data;
import io.streambed.science.Parameters;

/**
 * A simulator whose likelihood is known in closed form, so that learnt posteriors can be judged.
 */
public interface TractableSimulator extends Simulator {

  /**
   * log p(y | φ), nats, with every constant.
   *
   * @param parameters φ, shape [P]
   * @param data y, in {@link #dataShape}
   */
  double logLikelihood(Parameters parameters, Data data);
}
