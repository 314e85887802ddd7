package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  private static final String GOLDEN_HEADER =
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
          + "\"b\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[8,12]}}     ";

  private static byte[] bytes(String header, float... values) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + text.length + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }

  private static SortedMap<String, Tensor> golden() {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put("b", Tensor.of(new float[] {-1}));
    tensors.put("a", Tensor.of(new float[] {1, 0.5f}, 2));
    return tensors;
  }

  @Test
  void tensorsHaveExactlyTheseBytes() {
    byte[] written = Safetensors.write(golden());
    assertEquals(0, GOLDEN_HEADER.length() % 8);
    assertArrayEquals(bytes(GOLDEN_HEADER, 1, 0.5f, -1), written);
    byte[] one = {0, 0, (byte) 0x80, 0x3f};
    int values = 8 + GOLDEN_HEADER.length();
    assertArrayEquals(one, Arrays.copyOfRange(written, values, values + 4));
  }

  @Test
  void whatWasWrittenIsRead() {
    assertEquals(golden(), Safetensors.read(Safetensors.write(golden())));
    assertEquals(new TreeMap<>(), Safetensors.read(Safetensors.write(new TreeMap<>())));
  }

  @Test
  void metadataIsIgnored() {
    String header =
        "{\"__metadata__\":{\"format\":\"pt\"},\"a\":{\"dtype\":\"F32\",\"shape\":[1],"
            + "\"data_offsets\":[0,4]}}";
    assertEquals(1, Safetensors.read(bytes(header, 3)).size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|START_OBJECT",
        "{\"a\":1}|START_OBJECT",
        "{\"a\":{}}|dtype F32",
        "{\"a\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,4]}}|dtype F32",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}|expected 8 bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}|within 4 bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}|from byte 0 on",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}|sizes that fit",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[65536,65536],\"data_offsets\":[0,4]}}|sizes that fit",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}|VALUE_NUMBER_INT",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"x\":1}}|got x",
        "{}|expected 0 bytes of values",
        "{\"a\":|JSON",
        "{} {}|header at byte",
      })
  void aMalformedHeaderIsRefusedWithWhatAndWhere(String header, String message) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> Safetensors.read(bytes(header + "  ", 1)));
    String actual = String.valueOf(refusal.getMessage());
    assertTrue(actual.contains(message), actual);
  }

  @Test
  void aNameThatStandsTwiceIsRefused() {
    String tensor = "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";
    assertThrows(
        IllegalArgumentException.class,
        () -> Safetensors.read(bytes("{" + tensor + "," + tensor + "}", 1)));
  }

  @Test
  void aLengthOfTheHeaderBeyondTheBytesIsRefused() {
    for (long length : new long[] {-1, 0, 1L << 20, (1L << 20) + 1, Long.MAX_VALUE}) {
      byte[] content =
          ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
      assertThrows(IllegalArgumentException.class, () -> Safetensors.read(content));
    }
    assertThrows(IllegalArgumentException.class, () -> Safetensors.read(new byte[7]));
  }

  @Test
  void everyCutOfGoodBytesIsRefused() {
    byte[] good = Safetensors.write(golden());
    for (int length = 0; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThrows(IllegalArgumentException.class, () -> Safetensors.read(cut), "at " + length);
    }
  }
}
