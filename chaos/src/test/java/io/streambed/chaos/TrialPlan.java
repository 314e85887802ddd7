package io.streambed.chaos;

import io.streambed.chaos.site.Experiment;
import io.streambed.chaos.site.Roster;
import java.time.Duration;
import java.util.List;

/**
 * What is tried.
 *
 * @param name of the trial, and of the file of its results
 * @param seed of the schedule and of the load
 * @param exactlyOnce which delivery is promised
 * @param clocks whether clocks are set, where that can be done
 * @param roster which nodes
 * @param hurt names of those of them that faults hit, beside brokers
 * @param experiment what they do
 * @param paceMicros time of a simulator's run
 * @param faults how many
 * @param pace mean time between two of them
 * @param observations how many are sent
 * @param pause between two of them
 */
record TrialPlan(
    String name,
    long seed,
    boolean exactlyOnce,
    boolean clocks,
    Roster roster,
    List<String> hurt,
    Experiment experiment,
    int paceMicros,
    int faults,
    Duration pace,
    int observations,
    Duration pause) {

  TrialPlan {
    hurt = List.copyOf(hurt);
  }

  /** Whether its trainers are a cluster. */
  boolean standbys() {
    return roster.trainers() > 1;
  }
}
