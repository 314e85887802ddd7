package io.streambed.app.reproduce;

import java.util.Map;

/**
 * One training of a reproduction.
 *
 * @param name unique among the reproduction's trials, fit for a folder: lower case letters, digits
 *     and hyphens
 * @param experiment a built-in experiment or a file
 * @param overrides settings by path that win over the experiment's
 * @param observations fresh observations whose posteriors are asked of the inference service
 * @param samples draws asked for each of them
 */
public record Trial(
    String name, String experiment, Map<String, Object> overrides, int observations, int samples) {

  public Trial {
    overrides = Map.copyOf(overrides);
  }
}
