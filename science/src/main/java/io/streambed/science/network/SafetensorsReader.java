package io.streambed.science.network;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.streambed.science.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads safetensors bytes that nobody vouches for: every length and place is checked before it is
 * used.
 */
final class SafetensorsReader {
  /** Largest header that is read, bytes. */
  private static final int LARGEST_HEADER = 1 << 20;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .configure(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION, true)
          .build();

  /** What the header says of one tensor; places in bytes from the first value. */
  private record Place(String name, List<Long> shape, long begin, long end) {}

  private SafetensorsReader() {}

  static SortedMap<String, Tensor> read(byte[] content) {
    if (content.length < Long.BYTES) {
      throw new IllegalArgumentException(
          "expected at least 8 bytes of safetensors, got " + content.length);
    }
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    long header = bytes.getLong();
    if (header < 2 || header > LARGEST_HEADER || header > content.length - Long.BYTES) {
      throw new IllegalArgumentException(
          "expected a safetensors header of 2 to %d bytes, got a length of %d in %d bytes"
              .formatted(LARGEST_HEADER, header, content.length));
    }
    int start = Long.BYTES + (int) header;
    List<Place> places = places(content, (int) header);
    requireGapless(places, content.length - start);
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    for (Place place : places) {
      float[] values = new float[(int) ((place.end() - place.begin()) / Float.BYTES)];
      bytes.position(start + (int) place.begin());
      bytes.asFloatBuffer().get(values);
      int[] shape = place.shape().stream().mapToInt(Math::toIntExact).toArray();
      tensors.put(place.name(), Tensor.of(values, shape));
    }
    return tensors;
  }

  private static void requireGapless(List<Place> places, int length) {
    long at = 0;
    for (Place place : places.stream().sorted(Comparator.comparingLong(Place::begin)).toList()) {
      if (place.begin() != at || place.end() < at || place.end() > length) {
        throw new IllegalArgumentException(
            "expected tensor %s from byte %d on, within %d bytes of values, got %d to %d"
                .formatted(place.name(), at, length, place.begin(), place.end()));
      }
      long expected = Float.BYTES;
      for (long size : place.shape()) {
        if (size < 0
            || size > Integer.MAX_VALUE
            || (size > 0 && expected > Integer.MAX_VALUE / size)) {
          throw new IllegalArgumentException(
              "expected sizes that fit in tensor %s, got %s"
                  .formatted(place.name(), place.shape()));
        }
        expected *= size;
      }
      if (expected != place.end() - at) {
        throw new IllegalArgumentException(
            "expected %d bytes for tensor %s %s, got %d"
                .formatted(expected, place.name(), place.shape(), place.end() - at));
      }
      at = place.end();
    }
    if (at != length) {
      throw new IllegalArgumentException(
          "expected %d bytes of values after the safetensors header, got %d".formatted(at, length));
    }
  }

  private static List<Place> places(byte[] content, int header) {
    List<Place> places = new ArrayList<>();
    try (JsonParser json = JSON.createParser(content, Long.BYTES, header)) {
      require(json, json.nextToken(), JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        require(json, json.nextToken(), JsonToken.START_OBJECT);
        if (name.equals("__metadata__")) {
          json.skipChildren();
        } else {
          places.add(place(json, name));
        }
      }
      require(json, json.currentToken(), JsonToken.END_OBJECT);
      require(json, json.nextToken(), null);
      return places;
    } catch (IOException malformed) {
      throw new IllegalArgumentException(
          "expected JSON in the safetensors header, got " + malformed.getMessage(), malformed);
    }
  }

  private static Place place(JsonParser json, String name) throws IOException {
    String type = "";
    List<Long> shape = null;
    List<Long> offsets = List.of();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "dtype" -> type = json.getText();
        case "shape" -> shape = integers(json);
        case "data_offsets" -> offsets = integers(json);
        default ->
            throw new IllegalArgumentException(
                "expected dtype, shape and data_offsets of tensor %s, got %s"
                    .formatted(name, field));
      }
    }
    if (!type.equals("F32") || shape == null || offsets.size() != 2) {
      throw new IllegalArgumentException(
          "expected dtype F32, a shape and two data_offsets of tensor %s, got %s, %s, %s"
              .formatted(name, type, shape, offsets));
    }
    return new Place(name, shape, offsets.get(0), offsets.get(1));
  }

  private static List<Long> integers(JsonParser json) throws IOException {
    require(json, json.currentToken(), JsonToken.START_ARRAY);
    List<Long> integers = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      require(json, json.currentToken(), JsonToken.VALUE_NUMBER_INT);
      integers.add(json.getLongValue());
    }
    return integers;
  }

  private static void require(
      JsonParser json,
      @org.jspecify.annotations.Nullable JsonToken actual,
      @org.jspecify.annotations.Nullable JsonToken expected) {
    if (actual != expected) {
      throw new IllegalArgumentException(
          "expected %s in the safetensors header at byte %d, got %s"
              .formatted(expected, json.currentLocation().getByteOffset(), actual));
    }
  }
}
