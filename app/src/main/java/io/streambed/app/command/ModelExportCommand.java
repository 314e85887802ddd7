package io.streambed.app.command;

import io.streambed.inference.document.Json;
import io.streambed.inference.document.ModelManifest;
import io.streambed.science.network.Safetensors;
import io.streambed.topics.model.ModelArrival.Arrived;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes one model to files. */
@Command(
    name = "export",
    description = "Write model.safetensors and manifest.json.",
    mixinStandardHelpOptions = true)
final class ModelExportCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Directory for the two files (default: the working directory).")
  Path target;

  @Option(names = "--json", description = "Print one JSON document.")
  boolean json;

  @Mixin ModelOptions models;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Arrived model = models.one();
    Files.createDirectories(target);
    Path weights = target.resolve("model.safetensors");
    Path manifest = target.resolve("manifest.json");
    Files.write(weights, Safetensors.write(model.snapshot().tensors()));
    Files.writeString(manifest, Json.text(ModelManifest.of(model)) + "\n");
    out.println(
        json
            ? Json.text(Map.of("weights", weights.toString(), "manifest", manifest.toString()))
            : "wrote %s and %s (model %d)".formatted(weights, manifest, model.version()));
    out.flush();
    return 0;
  }
}
