package io.streambed.app.command;

import io.streambed.app.experiment.BuiltInExperiments;
import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.result.Json;
import io.streambed.topics.experiment.ExperimentSettings;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
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

  @Option(names = "--json", description = "Print one JSON document a line.")
  boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    for (String name : BuiltInExperiments.names()) {
      ExperimentSettings experiment = ExperimentPlan.load(name, Map.of()).experiment();
      out.println(
          json ? Json.text(document(experiment)) : "%-16s %s".formatted(name, experiment.title()));
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
