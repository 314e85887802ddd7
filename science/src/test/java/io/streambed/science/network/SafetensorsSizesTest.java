package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsSizesTest {

  @ParameterizedTest
  @ValueSource(strings = {"0,1099511627776", "1099511627776,0", "2147483648,0"})
  void aSizeBeyondAnArrayIsRefusedEvenWhereAnotherIsNought(String shape) {
    byte[] header =
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[%s],\"data_offsets\":[0,0]}}"
            .formatted(shape)
            .getBytes(StandardCharsets.UTF_8);
    byte[] content =
        ByteBuffer.allocate(Long.BYTES + header.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .put(header)
            .array();
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Safetensors.read(content));
    assertTrue(String.valueOf(refusal.getMessage()).contains("sizes that fit in tensor a"));
  }
}
