package io.streambed.science.network;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.streambed.science.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.SortedMap;

/**
 * Tensors as safetensors bytes: the length of the header (8 bytes, little-endian), a JSON header
 * that gives each tensor's type, shape and place, then the values. Only F32. The same tensors give
 * the same bytes.
 */
public final class Safetensors {
  /** The values start at a multiple of this, as the format recommends. */
  private static final int ALIGNMENT = 8;

  private static final JsonFactory JSON = new JsonFactory();

  private Safetensors() {}

  /** Tensors in the order of their names. */
  public static byte[] write(SortedMap<String, Tensor> tensors) {
    byte[] header = header(tensors);
    int padded = (header.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    long values = tensors.values().stream().mapToLong(Tensor::size).sum();
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(Long.BYTES + padded + values * Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(padded).put(header);
    while (bytes.position() < Long.BYTES + padded) {
      bytes.put((byte) ' ');
    }
    for (Tensor tensor : tensors.values()) {
      bytes.asFloatBuffer().put(tensor.toArray());
      bytes.position(bytes.position() + tensor.size() * Float.BYTES);
    }
    return bytes.array();
  }

  /**
   * Reads all tensors; a {@code __metadata__} entry is ignored.
   *
   * @throws IllegalArgumentException saying what is wrong and where, if the bytes are malformed,
   *     too short or too long, or hold another type than F32
   */
  public static SortedMap<String, Tensor> read(byte[] content) {
    return SafetensorsReader.read(content);
  }

  private static byte[] header(SortedMap<String, Tensor> tensors) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      long offset = 0;
      for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
        long end = offset + (long) entry.getValue().size() * Float.BYTES;
        json.writeObjectFieldStart(entry.getKey());
        json.writeStringField("dtype", "F32");
        json.writeArrayFieldStart("shape");
        for (int size : entry.getValue().shape()) {
          json.writeNumber(size);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("data_offsets");
        json.writeNumber(offset);
        json.writeNumber(end);
        json.writeEndArray();
        json.writeEndObject();
        offset = end;
      }
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
