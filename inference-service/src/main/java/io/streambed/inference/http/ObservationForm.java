package io.streambed.inference.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.streambed.inference.InferenceSettings;
import io.streambed.science.Data;
import io.streambed.science.Observation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * From JSON to an observation of an experiment. Every refusal says what, where, what was expected.
 */
final class ObservationForm {
  private static final Set<String> KEYS =
      Set.of("id", "sensor", "data", "time", "samples", "deadline_seconds");
  private static final int LONGEST_NAME = 256;
  private static final int LONGEST_NUMBER = 64;
  private static final long NANOS = 1_000_000_000;

  private final List<Integer> shape;
  private final InferenceSettings inference;
  private final int mostSamples;
  private final ObjectMapper mapper;

  ObservationForm(Service service) {
    shape = service.experiment().simulator().dataShape();
    inference = service.inference();
    mostSamples = inference.mostSamples(service.parameters());
    HttpSettings.Limits limits = service.settings().limits();
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    mapper = builder.build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(limits.bodyDepth())
                .maxNumberLength(LONGEST_NUMBER)
                .maxStringLength(limits.bodyBytes())
                .build());
  }

  /**
   * @throws ProblemException if {@code body} is none
   */
  Observation read(byte[] body) {
    JsonNode document = tree(body);
    if (!document.isObject()) {
      throw wrong("body", "a JSON object with " + sorted(), kind(document));
    }
    document
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                throw wrong("body", "keys among " + sorted(), "'%s'".formatted(shortened(key)));
              }
            });
    String sensor = text(document, "sensor", true);
    String id = document.has("id") ? text(document, "id", true) : UUID.randomUUID().toString();
    return new Observation(
        id,
        sensor,
        data(document.path("data")),
        time(document),
        samples(document),
        deadline(document));
  }

  private JsonNode tree(byte[] body) {
    try {
      return mapper.readTree(body);
    } catch (StreamConstraintsException beyond) {
      throw new ProblemException(
          Problem.at(413, "body", "JSON within the limits", beyond.getOriginalMessage()));
    } catch (JsonProcessingException malformed) {
      throw wrong("body", "JSON", malformed.getOriginalMessage());
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Data data(JsonNode node) {
    int size = shape.stream().reduce(1, (a, b) -> a * b);
    float[] values = new float[size];
    boolean flat = node.isArray() && shape.size() > 1 && !node.path(0).isArray();
    int filled =
        flat
            ? fill(node, List.of(size), 0, "data", values, 0)
            : fill(node, shape, 0, "data", values, 0);
    if (filled != size) {
      throw wrong("data", "%d values".formatted(size), Integer.toString(filled));
    }
    return Data.of(values, shape.stream().mapToInt(Integer::intValue).toArray());
  }

  /** The next free index after the values of {@code node}, which lies {@code axis} deep. */
  private static int fill(
      JsonNode node, List<Integer> sizes, int axis, String where, float[] values, int from) {
    if (axis == sizes.size()) {
      float value = node.isNumber() ? (float) node.doubleValue() : Float.NaN;
      if (!Float.isFinite(value)) {
        throw wrong(where, "a number that 32 bits hold", shortened(node.toString()));
      }
      values[from] = value;
      return from + 1;
    }
    if (!node.isArray() || node.size() != sizes.get(axis)) {
      throw wrong(
          where,
          "an array of %d, as data have the shape %s".formatted(sizes.get(axis), sizes),
          kind(node));
    }
    int next = from;
    for (int i = 0; i < node.size(); i++) {
      next = fill(node.get(i), sizes, axis + 1, "%s[%d]".formatted(where, i), values, next);
    }
    return next;
  }

  private static String text(JsonNode document, String key, boolean needed) {
    JsonNode node = document.path(key);
    boolean right =
        node.isTextual()
            && !node.textValue().isBlank()
            && node.textValue().length() <= LONGEST_NAME;
    if (!right && (needed || !node.isMissingNode())) {
      throw wrong(
          key, "a text of 1 to %d characters, not blank".formatted(LONGEST_NAME), kind(node));
    }
    return node.asText();
  }

  private static Instant time(JsonNode document) {
    JsonNode node = document.path("time");
    try {
      return node.isMissingNode() ? Instant.now() : Instant.parse(node.asText());
    } catch (DateTimeParseException strange) {
      throw wrong("time", "a time such as 2026-01-31T12:00:00Z", shortened(node.toString()));
    }
  }

  private int samples(JsonNode document) {
    JsonNode node = document.path("samples");
    if (node.isMissingNode()) {
      return Math.min(inference.samples().usual(), mostSamples);
    }
    if (!node.isInt() || node.intValue() < 1 || node.intValue() > mostSamples) {
      throw wrong(
          "samples",
          "a whole number from 1 to %d".formatted(mostSamples),
          shortened(node.toString()));
    }
    return node.intValue();
  }

  private Duration deadline(JsonNode document) {
    JsonNode node = document.path("deadline_seconds");
    if (node.isMissingNode()) {
      return inference.deadline().usual();
    }
    double most = inference.deadline().maximum().toMillis() / 1e3;
    double seconds = node.isNumber() ? node.doubleValue() : Double.NaN;
    if (!(seconds > 0 && seconds <= most)) {
      throw wrong(
          "deadline_seconds",
          "a number above 0 and at most %s".formatted(most),
          shortened(node.toString()));
    }
    return Duration.ofNanos(Math.max(1, (long) (seconds * NANOS)));
  }

  private static ProblemException wrong(String where, String expected, String found) {
    return new ProblemException(Problem.at(400, where, expected, found));
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case MISSING -> "nothing";
      case ARRAY -> "an array of %d".formatted(node.size());
      case OBJECT -> "an object";
      default -> shortened(node.toString());
    };
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }

  private static List<String> sorted() {
    return KEYS.stream().sorted().toList();
  }
}
