package io.streambed.inference.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.streambed.science.Cloud;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * Documents as JSON: names in snake case; NaN and infinity, which JSON lacks, as null; times as
 * text; held-out clouds of a calibration left out.
 */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          // Thousands of numbers that say nothing to those who read documents.
          .withConfigOverride(Cloud.class, cloud -> cloud.setIsIgnoredType(true))
          .addModule(
              new SimpleModule()
                  .addSerializer(new FiniteOrNull(Double.class))
                  .addSerializer(new FiniteOrNull(Double.TYPE))
                  .addSerializer(Instant.class, new AsText<>(Instant.class))
                  .addSerializer(Duration.class, new AsText<>(Duration.class)))
          .build();

  private Json() {}

  /** One document on one line. */
  public static String text(Object document) {
    try {
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException problem) {
      throw new IllegalArgumentException("cannot write as JSON: " + document, problem);
    }
  }

  /**
   * A document of that form.
   *
   * @throws IllegalArgumentException naming what is wrong, if it is none
   */
  public static <T> T read(String document, Class<T> form) {
    try {
      return MAPPER.readValue(document, form);
    } catch (JsonProcessingException problem) {
      throw new IllegalArgumentException(
          "expected a JSON document of %s: %s"
              .formatted(form.getSimpleName(), problem.getOriginalMessage()),
          problem);
    }
  }

  private static final class FiniteOrNull extends StdSerializer<Double> {
    private static final long serialVersionUID = 1;

    FiniteOrNull(Class<Double> type) {
      super(type);
    }

    @Override
    public void serialize(Double value, JsonGenerator out, SerializerProvider ignored)
        throws IOException {
      if (Double.isFinite(value)) {
        out.writeNumber(value);
      } else {
        out.writeNull();
      }
    }
  }

  private static final class AsText<T> extends StdSerializer<T> {
    private static final long serialVersionUID = 1;

    AsText(Class<T> type) {
      super(type);
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider ignored)
        throws IOException {
      out.writeString(value.toString());
    }
  }
}
