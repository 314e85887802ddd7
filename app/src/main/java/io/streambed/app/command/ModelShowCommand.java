package io.streambed.app.command;

import io.streambed.inference.document.Json;
import io.streambed.inference.document.ModelManifest;
import io.streambed.science.Calibration;
import io.streambed.science.Verdict;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows one model. */
@Command(
    name = "show",
    description = "Where a model comes from, and what held-out pairs say of it.",
    mixinStandardHelpOptions = true)
final class ModelShowCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON document.")
  boolean json;

  @Mixin ModelOptions models;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ModelManifest model = ModelManifest.of(models.one());
    if (json) {
      out.println(Json.text(model));
    } else {
      show(model, out);
    }
    out.flush();
    return 0;
  }

  private static void show(ModelManifest model, PrintWriter out) {
    out.printf("model %d of %s%n", model.version(), model.experiment());
    out.printf("  SHA-256     %s%n", model.sha256());
    out.printf("  seed        %d%n", model.seed());
    out.printf(
        "  trained     round %d, step %,d, %,d runs admitted%n",
        model.round(), model.step(), model.admitted());
    out.printf("  simulator   %s%n", model.simulator());
    out.printf("  created     %s%n", model.created());
    out.printf("  parameters  %s%n", model.parameters());
    out.printf("  prior       %s%n", model.prior());
    out.printf("  proposal    %s%n", model.proposal());
    out.printf("  data shape  %s%n", model.dataShape());
    out.printf("  estimator   %s%n", model.estimator());
    out.printf(
        "  weights     %d tensors, %,d values%n",
        model.tensors().size(),
        model.tensors().values().stream()
            .mapToLong(
                shape -> shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b))
            .sum());
    show(model.verdict(), out);
    Calibration held = model.calibration();
    if (held == null) {
      out.println("  calibration none");
    } else {
      out.printf(
          "  calibration %d held-out pairs: loss %.3f nats, log Z %.2f +- %.2f%n",
          held.pairs(), held.loss(), held.logNormaliserMean(), held.logNormaliserDeviation());
      if (held.coverage().isEmpty()) {
        out.println(
            "  coverage    says nothing: the posterior is sharper than the candidates resolve");
      } else {
        out.printf("  coverage    %s at levels %s%n", held.coverage(), held.levels());
      }
    }
  }

  private static void show(@Nullable Verdict verdict, PrintWriter out) {
    if (verdict == null) {
      return;
    }
    out.printf("  promotion   %s: %s%n", verdict.promoted() ? "yes" : "no", verdict.reason());
    if (verdict.pairs() > 0) {
      out.printf(
          "  compared    on %d held-out pairs: loss %.3f (%.3f) nats, log Z +- %.2f over data, +- %.2f over parameters%n",
          verdict.pairs(),
          verdict.loss(),
          verdict.lossError(),
          verdict.spreadOverData(),
          verdict.spreadOverParameters());
    }
    verdict.flags().forEach(flag -> out.printf("  doubt       %s%n", flag));
    verdict
        .incumbentFlags()
        .forEach(flag -> out.printf("  doubt       in model %d: %s%n", verdict.incumbent(), flag));
  }
}
