package io.streambed.trainer.checkpoint;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has to be the same for a training to go on from a checkpoint: experiment, seed, simulator,
 * prior and all settings that the model depends on, as texts by name.
 */
public record Fingerprint(Map<String, String> parts) {

  public Fingerprint {
    parts = Collections.unmodifiableMap(new TreeMap<>(parts));
  }

  /** One line for each part in which {@code other} differs; empty if none does. */
  public List<String> differences(Fingerprint other) {
    TreeMap<String, String> all = new TreeMap<>(parts);
    other.parts.forEach(all::putIfAbsent);
    return all.keySet().stream()
        .filter(name -> !value(name).equals(other.value(name)))
        .map(
            name ->
                "%s: the checkpoint has %s, this experiment has %s"
                    .formatted(name, value(name), other.value(name)))
        .toList();
  }

  private String value(String name) {
    return parts.getOrDefault(name, "nothing");
  }
}
