package io.streambed.inference;

import io.streambed.science.ModelSnapshot;

/** Makes a model that can serve out of a snapshot. */
@FunctionalInterface
interface ModelLoader {

  /**
   * Builds estimator and sampler; takes up to seconds. The caller closes the result.
   *
   * @throws IllegalArgumentException if the snapshot's parts do not fit together; the message says
   *     what was expected
   */
  ServedModel load(ModelSnapshot snapshot);
}
