package io.streambed.chaos.audit;

import io.streambed.topics.Position;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What a history is held against.
 *
 * @param exactlyOnce whether nothing may be answered twice, or at least once with equal repeats
 * @param window runs that may be planned beyond those admitted, blocks included that are begun
 * @param deadline of every observation, from its receipt
 * @param margin beyond it: for one step of a sampler, and for standing still while it was paused
 * @param visible how long a trainer may make no step without saying whom it waits on
 * @param takeover how long an experiment that trains may be without a trainer that says how it does
 * @param undisturbed SHA-256 by version of the models of a run without faults
 * @param tampered versions of the models that were spoilt
 * @param poisons where records stand that nobody can read, each of which has to be buried
 */
public record Promise(
    boolean exactlyOnce,
    long window,
    Duration deadline,
    Duration margin,
    Duration visible,
    Duration takeover,
    Map<Long, String> undisturbed,
    Set<Long> tampered,
    Set<Position> poisons) {

  /** Versions of models that were tampered with begin here, above all real ones. */
  public static final long TAMPERED_FROM = 1_000_000_000;

  public Promise {
    undisturbed = Map.copyOf(undisturbed);
    tampered = Set.copyOf(tampered);
    poisons = Set.copyOf(poisons);
  }
}
