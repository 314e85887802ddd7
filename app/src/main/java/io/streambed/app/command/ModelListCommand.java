package io.streambed.app.command;

import io.streambed.app.result.Json;
import io.streambed.app.result.ModelManifest;
import io.streambed.topics.model.ModelArrival;
import io.streambed.topics.model.ModelArrival.Arrived;
import io.streambed.topics.model.ModelArrival.Refused;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists models. */
@Command(
    name = "list",
    description = "One line for each model that is kept.",
    mixinStandardHelpOptions = true)
final class ModelListCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON document a line.")
  boolean json;

  @Mixin ModelOptions models;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    models.all().forEach(arrival -> out.println(line(arrival)));
    out.flush();
    return 0;
  }

  private String line(ModelArrival arrival) {
    if (arrival instanceof Arrived model) {
      ModelManifest manifest = ModelManifest.of(model);
      return json
          ? Json.text(manifest)
          : "%4d  round %d  step %,8d  %,10d runs  %s  %s"
              .formatted(
                  manifest.version(),
                  manifest.round(),
                  manifest.step(),
                  manifest.admitted(),
                  model.published(),
                  manifest.sha256());
    }
    Refused refused = (Refused) arrival;
    return json
        ? Json.text(Map.of("version", refused.version(), "refused", refused.cause()))
        : "%4d  refused: %s".formatted(refused.version(), refused.cause());
  }
}
