package io.streambed.app.command;

import io.streambed.inference.document.Json;
import io.streambed.science.Tensor;
import io.streambed.science.network.Estimators;
import io.streambed.science.network.Safetensors;
import io.streambed.topics.model.ModelArrival.Arrived;
import java.io.PrintWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks that a model is whole and can be used. */
@Command(
    name = "verify",
    description = "Check a model's hash, and that its weights fit its estimator and prior.",
    mixinStandardHelpOptions = true)
final class ModelVerifyCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON document.")
  boolean json;

  @Mixin ModelOptions models;

  @Override
  public Integer call() throws NoSuchAlgorithmException {
    PrintWriter out = spec.commandLine().getOut();
    Arrived model = models.one();
    String hash = hash(Safetensors.write(model.snapshot().tensors()));
    if (!hash.equals(model.sha256())) {
      throw new CommandFailure(
          "model %d: expected SHA-256 %s, its weights give %s"
              .formatted(model.version(), model.sha256(), hash));
    }
    requireUsable(model);
    String kind = model.snapshot().estimator().kind().toString();
    int values = model.snapshot().tensors().values().stream().mapToInt(Tensor::size).sum();
    out.println(
        json
            ? Json.text(
                Map.of("version", model.version(), "sha256", hash, "kind", kind, "values", values))
            : "model %d is whole: SHA-256 %s, %s of %d values"
                .formatted(model.version(), hash, kind, values));
    out.flush();
    return 0;
  }

  private static void requireUsable(Arrived model) {
    try {
      Estimators.load(model.snapshot()).close();
    } catch (IllegalArgumentException unfit) {
      throw new CommandFailure("model %d: %s".formatted(model.version(), unfit.getMessage()));
    }
  }

  private static String hash(byte[] weights) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(weights));
  }
}
