package io.streambed.app.command;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.inference.document.Json;
import io.streambed.topics.experiment.InvalidSettings;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks an experiment file. */
@Command(
    name = "validate",
    description = "Check an experiment file as a whole; every mistake is named.",
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "An experiment file, or a built-in experiment.")
  String experiment;

  @Option(names = "--json", description = "Print one JSON document.")
  boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      ExperimentPlan plan = ExperimentPlan.load(experiment, Map.of());
      out.println(
          json
              ? Json.text(Map.of("valid", true, "experiment", plan.experiment().name()))
              : "%s is valid: %s, %d parameters, data of shape %s"
                  .formatted(
                      experiment,
                      plan.experiment().simulator().name(),
                      plan.experiment().prior().size(),
                      plan.experiment().simulator().dataShape()));
      return 0;
    } catch (InvalidSettings invalid) {
      if (!json) {
        throw invalid;
      }
      out.println(Json.text(Map.of("valid", false, "mistakes", invalid.mistakes())));
      return 2;
    } finally {
      out.flush();
    }
  }
}
