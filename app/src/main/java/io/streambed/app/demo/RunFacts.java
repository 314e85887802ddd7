package io.streambed.app.demo;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.progress.RunState;
import io.streambed.science.ModelSnapshot.Provenance;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What was run, for people: name and value in the order in which a report shows them. */
public final class RunFacts {

  private RunFacts() {}

  /**
   * Of a training.
   *
   * @param seconds from the start to its posteriors
   */
  public static Map<String, String> of(ExperimentPlan plan, Training training, double seconds) {
    Provenance model = training.model().provenance();
    RunState state = training.state();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("experiment", plan.experiment().name());
    facts.put("seed", Long.toString(plan.experiment().seed()));
    facts.put("simulator", model.simulator());
    facts.put("simulator workers", Integer.toString(plan.simulator().workers()));
    facts.put("pairs admitted", count(state.figure("trainer", "admitted_runs")));
    facts.put("failed runs", count(state.figure("trainer", "failed_runs")));
    facts.put("gradient steps", count(state.figure("trainer", "steps")));
    facts.put("rounds", Integer.toString(model.round() + 1));
    String doubt = state.note("trainer", "doubtful_narrowing");
    if (!doubt.isEmpty()) {
      facts.put("narrowed around a doubtful sample", doubt);
    }
    facts.put("seconds in all", "%.1f".formatted(seconds));
    facts.put("seconds of simulation, all workers", "%.1f".formatted(state.simulateSeconds()));
    facts.put("seconds of training", "%.1f".formatted(state.trainSeconds()));
    facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("Java", Runtime.version().toString());
    facts.put("model", Long.toString(model.version()));
    facts.put("SHA-256", training.sha256());
    return facts;
  }

  private static String count(double figure) {
    return Double.isFinite(figure) ? String.format(Locale.ROOT, "%,.0f", figure) : "unknown";
  }
}
