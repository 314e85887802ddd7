package io.streambed.science.network;

import ai.djl.ndarray.NDArray;

/** A network from standardised inputs to one row of outputs for each. */
interface Tower {

  /**
   * @param inputs standardised, one item along the first axis
   * @param weights all weights of the critic, by index
   * @return [N, outputs]
   */
  NDArray forward(NDArray inputs, NDArray[] weights);
}
