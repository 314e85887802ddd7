package io.streambed.inference.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.streambed.inference.document.Part;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Instant;

/** Documents of the interface, from and to JSON. */
final class Documents {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addModule(
              new SimpleModule()
                  .addDeserializer(Double.TYPE, new NumberOrNaN())
                  .addDeserializer(Instant.class, new Time()))
          .build();

  private Documents() {}

  /** A document of that form. */
  static JavaType of(Class<?> form) {
    return MAPPER.constructType(form);
  }

  /** A part of a list of documents of that form. */
  static JavaType partOf(Class<?> form) {
    return MAPPER.getTypeFactory().constructParametricType(Part.class, form);
  }

  /**
   * What the server answered.
   *
   * @throws ServerProblem if it refused, or answered in another form
   */
  static <T> T read(HttpResponse<String> answer, JavaType form) {
    int status = answer.statusCode();
    if (status / 100 != 2) {
      throw refusal(status, answer.body());
    }
    return read(status, answer.body(), form);
  }

  /** The same of a text that came with that status. */
  static <T> T read(int status, String text, JavaType form) {
    try {
      return MAPPER.readValue(text, form);
    } catch (JsonProcessingException strange) {
      throw new ServerProblem(
          status,
          "expected JSON of %s, got %s"
              .formatted(form.getRawClass().getSimpleName(), strange.getOriginalMessage()),
          "",
          "");
    }
  }

  /** What a problem of the interface says; its status where the text is none. */
  static ServerProblem refusal(int status, String text) {
    JsonNode problem = MAPPER.createObjectNode();
    try {
      problem = MAPPER.readTree(text);
    } catch (JsonProcessingException noProblem) {
      // Something before the server may have answered in its own way.
    }
    return new ServerProblem(
        status,
        problem.path("detail").asText("the server answered " + status),
        problem.path("where").asText(""),
        problem.path("observation").asText(""));
  }

  static String text(Object document) {
    try {
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }

  /** Null, as JSON has no NaN, is NaN. */
  private static final class NumberOrNaN extends StdDeserializer<Double> {
    private static final long serialVersionUID = 1;

    NumberOrNaN() {
      super(Double.TYPE);
    }

    @Override
    public Double deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return parser.getDoubleValue();
    }

    @Override
    public Double getNullValue(DeserializationContext context) {
      return Double.NaN;
    }
  }

  private static final class Time extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1;

    Time() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      try {
        return Instant.parse(parser.getText());
      } catch (DateTimeException strange) {
        throw context.weirdStringException(parser.getText(), Instant.class, "no time");
      }
    }
  }
}
