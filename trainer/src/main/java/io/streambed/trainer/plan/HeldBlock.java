package io.streambed.trainer.plan;

import io.streambed.science.Outcome;
import io.streambed.science.RunBlock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A block of which some outcomes, or all, have come. */
final class HeldBlock {
  private final RunBlock block;
  private final TreeMap<Long, Outcome> outcomes = new TreeMap<>();
  private final TreeMap<Integer, Long> offsets = new TreeMap<>();

  HeldBlock(RunBlock block) {
    this.block = block;
  }

  /** Takes what fits; returns whether anything of it was new. */
  boolean add(Arrival arrival) {
    boolean anyNew = false;
    for (Outcome outcome : arrival.outcomes()) {
      anyNew |= outcomes.putIfAbsent(outcome.run(), outcome) == null;
    }
    if (anyNew) {
      offsets.merge(arrival.partition(), arrival.offset(), Math::min);
    }
    return anyNew;
  }

  /** Whether there is an outcome for every run. */
  boolean complete() {
    return outcomes.size() == block.count();
  }

  /** The outcomes so far, in run order. */
  List<Outcome> outcomes() {
    return List.copyOf(outcomes.values());
  }

  /** For each partition that gave outcomes the smallest offset. */
  Map<Integer, Long> offsets() {
    return offsets;
  }

  /** What keeps outcomes from being those that {@code block} planned; empty if nothing. */
  static Optional<String> mismatch(List<Outcome> outcomes, RunBlock block) {
    long end = block.firstRun() + block.count();
    for (Outcome outcome : outcomes) {
      if (outcome.run() < block.firstRun() || outcome.run() >= end) {
        return Optional.of(
            "block %d: expected runs %d to %d, got run %d"
                .formatted(block.number(), block.firstRun(), end - 1, outcome.run()));
      }
      if (outcome.proposal() != block.proposal().id()) {
        return Optional.of(
            "block %d: expected run %d from proposal %d, got it from proposal %d"
                .formatted(
                    block.number(), outcome.run(), block.proposal().id(), outcome.proposal()));
      }
    }
    return Optional.empty();
  }
}
