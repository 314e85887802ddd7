package io.streambed.app.command;

import io.streambed.app.experiment.ExperimentPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Settings that the command line puts over an experiment's file. */
final class Overrides {
  private final Map<String, Object> values = new TreeMap<>();

  /** Nothing if {@code value} is null. */
  Overrides put(String path, @Nullable Object value) {
    if (value != null) {
      values.put(path, value);
    }
    return this;
  }

  /** A budget by steps is shared among the rounds as the file shares its own. */
  Overrides budget(@Nullable BudgetOptions budget, String experiment) {
    if (budget == null) {
      return this;
    }
    Long steps = budget.steps;
    if (steps != null && steps < 1) {
      throw new IllegalArgumentException("expected --steps above 0, got " + steps);
    }
    if (budget.minutes != null && !(budget.minutes > 0)) {
      throw new IllegalArgumentException("expected --minutes above 0, got " + budget.minutes);
    }
    if (steps != null) {
      put("training.minutes", 0);
      put("training.steps", steps);
      List<Long> rounds = ExperimentPlan.load(experiment, values).trainer().budget().roundSteps();
      put("narrowing.steps", rounds.size() > 1 ? shared(steps, rounds) : null);
    }
    return put("training.minutes", budget.minutes);
  }

  Map<String, Object> values() {
    return values;
  }

  /** {@code total} steps in the proportions of {@code rounds}, at least one each. */
  static List<Long> shared(long total, List<Long> rounds) {
    double sum = rounds.stream().mapToLong(Long::longValue).sum();
    List<Long> shares = new ArrayList<>();
    double before = 0;
    long given = 0;
    for (long round : rounds) {
      before += round;
      long until = Math.round(total * (before / sum));
      shares.add(Math.max(1, until - given));
      given = Math.max(given + 1, until);
    }
    return List.copyOf(shares);
  }
}
