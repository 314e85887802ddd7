package io.streambed.science;

import java.util.List;

/** An estimator that shows where it puts data in its common space. */
public interface DataEmbedding {

  /** E, the size of f. */
  int embedding();

  /**
   * f(y) of each item.
   *
   * @param data N items in the shape of the simulator
   * @return [N, E] row-major
   * @throws IllegalArgumentException if a shape is wrong
   */
  float[] embedData(List<Data> data);
}
