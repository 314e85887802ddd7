package io.streambed.app.command;

import io.streambed.inference.document.Json;
import io.streambed.inference.document.ModelManifest;
import io.streambed.science.Verdict;
import io.streambed.topics.model.ModelArrival;
import io.streambed.topics.model.ModelArrival.Arrived;
import io.streambed.topics.model.ModelArrival.Refused;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

  @Option(names = "--json", description = "Print one JSON document.")
  boolean json;

  @Mixin ModelOptions models;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<ModelArrival> arrivals = models.all();
    if (json) {
      out.println(Json.text(arrivals.stream().map(ModelListCommand::document).toList()));
    } else {
      arrivals.forEach(arrival -> out.println(line(arrival)));
    }
    out.flush();
    return 0;
  }

  private static String outcome(@Nullable Verdict verdict) {
    return verdict == null
        ? "promoted"
        : (verdict.promoted() ? "promoted: " : "not promoted: ") + verdict.reason();
  }

  private static Object document(ModelArrival arrival) {
    return arrival instanceof Refused refused
        ? Map.of("version", refused.version(), "refused", refused.cause())
        : ModelManifest.of((Arrived) arrival);
  }

  private static String line(ModelArrival arrival) {
    if (arrival instanceof Refused refused) {
      return "%4d  refused: %s".formatted(refused.version(), refused.cause());
    }
    Arrived model = (Arrived) arrival;
    ModelManifest manifest = ModelManifest.of(model);
    return "%4d  round %d  step %,8d  %,10d runs  %s  %s  %s"
        .formatted(
            manifest.version(),
            manifest.round(),
            manifest.step(),
            manifest.admitted(),
            model.published(),
            manifest.sha256(),
            outcome(manifest.verdict()));
  }
}
