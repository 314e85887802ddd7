package io.streambed.app.result;

import io.streambed.app.export.EqualDraws;
import io.streambed.inference.document.Json;
import io.streambed.inference.document.ParameterSummary;
import io.streambed.inference.document.TrustSummary;
import io.streambed.science.Draws;
import io.streambed.science.Posterior;
import io.streambed.science.prior.ParameterSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/** How posteriors are written. */
public enum PosteriorFormat {
  /** A table for people. */
  SUMMARY,
  /** A heading, then one line for each draw. */
  CSV,
  /** One document a line. */
  JSON,
  /** One document a line, as arviz.from_json reads it: [chain][draw] for each parameter. */
  ARVIZ;

  /** What stands before the first posterior. */
  public Optional<String> heading(ParameterSpace space) {
    return this == CSV
        ? Optional.of(
            "observation,sensor,model_version,weight,observations,not_carried,late,verdict,"
                + String.join(",", space.names().stream().map(PosteriorFormat::quoted).toList()))
        : Optional.empty();
  }

  /** The lines of one posterior. */
  public List<String> lines(Posterior posterior) {
    return switch (this) {
      case SUMMARY -> summary(posterior);
      case CSV -> csv(posterior);
      case JSON -> List.of(Json.text(document(posterior)));
      case ARVIZ -> List.of(Json.text(inferenceData(posterior)));
    };
  }

  private static List<String> summary(Posterior posterior) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s of %s, model %d, %s%s"
            .formatted(
                posterior.observation(),
                posterior.sensor(),
                posterior.modelVersion(),
                TrustSummary.of(posterior).verdict().replace('-', ' '),
                StandingText.of(posterior.standing())));
    lines.addAll(
        PosteriorTable.of(ParameterSummary.of(posterior.space(), posterior.draws(), null)));
    lines.add("");
    return lines;
  }

  private static List<String> csv(Posterior posterior) {
    Draws draws = posterior.draws();
    return IntStream.range(0, draws.size())
        .mapToObj(
            s -> {
              StringJoiner line = new StringJoiner(",");
              line.add(quoted(posterior.observation())).add(quoted(posterior.sensor()));
              line.add(Long.toString(posterior.modelVersion()));
              line.add(Double.toString(draws.weight(s)));
              line.add(Long.toString(posterior.standing().observations()));
              line.add(Long.toString(posterior.standing().notCarried()));
              line.add(Boolean.toString(posterior.standing().late()));
              line.add(posterior.credence().level().toString());
              for (int p = 0; p < draws.parameters(); p++) {
                line.add(Double.toString(draws.get(s, p)));
              }
              return line.toString();
            })
        .toList();
  }

  private static String quoted(String text) {
    return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static Map<String, Object> document(Posterior posterior) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("observation", posterior.observation());
    document.put("sensor", posterior.sensor());
    document.put("model_version", posterior.modelVersion());
    document.put("latency_seconds", posterior.latency().toNanos() / 1e9);
    document.put("standing", posterior.standing());
    document.put("parameters", posterior.space().names());
    document.put("units", posterior.space().units());
    document.put("trust", TrustSummary.of(posterior));
    document.put("weights", posterior.draws().weights());
    document.put("draws", columns(posterior, posterior.draws()));
    return document;
  }

  private static Map<String, Object> inferenceData(Posterior posterior) {
    // ArviZ knows no weights: it gets as many draws that weigh the same.
    Draws equal = EqualDraws.of(posterior.draws());
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("observation", posterior.observation());
    attributes.put("sensor", posterior.sensor());
    attributes.put("model_version", posterior.modelVersion());
    attributes.put("standing", posterior.standing());
    attributes.put("inference_library", "streambed");
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("posterior", variables(posterior, equal));
    document.put("sample_stats", Map.of("weight", List.of(equal.weights())));
    if (!EqualDraws.equal(posterior.draws())) {
      Map<String, Object> weighted = variables(posterior, posterior.draws());
      weighted.put("streambed_weight", List.of(posterior.draws().weights()));
      document.put("weighted_posterior", weighted);
    }
    document.put("posterior_attrs", attributes);
    return document;
  }

  private static Map<String, Object> variables(Posterior posterior, Draws draws) {
    Map<String, Object> variables = new LinkedHashMap<>();
    columns(posterior, draws).forEach((name, column) -> variables.put(name, List.of(column)));
    return variables;
  }

  private static Map<String, double[]> columns(Posterior posterior, Draws draws) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (int p = 0; p < posterior.space().size(); p++) {
      columns.put(posterior.space().names().get(p), draws.column(p));
    }
    return columns;
  }
}
