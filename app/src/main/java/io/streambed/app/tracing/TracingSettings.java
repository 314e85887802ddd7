package io.streambed.app.tracing;

import io.streambed.topics.experiment.CheckedSettings;
import java.util.Optional;

/**
 * Who is told of the way from observations to posteriors: section {@code tracing} of an experiment.
 *
 * @param endpoint of a collector, OTLP over HTTP; empty for nobody
 */
public record TracingSettings(Optional<String> endpoint) {

  /** Reads section {@code tracing} of a whole file. */
  public static TracingSettings from(CheckedSettings file) {
    CheckedSettings section = file.section("tracing");
    if (!section.has("endpoint")) {
      return new TracingSettings(Optional.empty());
    }
    String endpoint = section.text("endpoint");
    if (!endpoint.matches("https?://[^/\\s]+\\S*")) {
      section.mistake("endpoint", "the address of a collector, such as http://localhost:4318");
    }
    return new TracingSettings(Optional.of(endpoint));
  }
}
