package io.streambed.app.command;

import io.streambed.app.experiment.BuiltInExperiments;
import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.inference.document.Json;
import io.streambed.topics.experiment.ExperimentSettings;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the built-in experiments. */
@Command(
    name = "experiments",
    description = "List the built-in experiments.",
    mixinStandardHelpOptions = true)
final class ExperimentsCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON document.")
  boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<ExperimentSettings> experiments =
        BuiltInExperiments.names().stream()
            .map(name -> ExperimentPlan.load(name, Map.of()).experiment())
            .toList();
    if (json) {
      out.println(Json.text(experiments.stream().map(ExperimentsCommand::document).toList()));
    } else {
      experiments.forEach(
          experiment -> out.printf("%-24s %s%n", experiment.name(), experiment.title()));
    }
    out.flush();
    return 0;
  }

  private static Map<String, Object> document(ExperimentSettings experiment) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("experiment", experiment.name());
    document.put("title", experiment.title());
    document.put("simulator", experiment.simulator().name());
    document.put("parameters", experiment.prior().space().names());
    document.put("data_shape", experiment.simulator().dataShape());
    return document;
  }
}
