package io.streambed.trainer.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The expected bytes were written by the Python package tensorboard 2.21.0. */
class EventCodecTest {
  private static final Instant TIME = Instant.ofEpochMilli(1500);

  @Test
  void aFileBeginsWithItsVersion() {
    assertEquals(
        "1800000000000000a37f4b2209000000000000f83f1a0d627261696e2e4576656e743a322a28646c",
        hex(EventCodec.version(TIME)));
  }

  @Test
  void aSessionSaysFromWhichStepItWritesAnew() {
    assertEquals(
        "100000000000000095fbfe1809000000000000f83f10ac023a020801713b788a",
        hex(EventCodec.start(TIME, 300)));
  }

  @Test
  void aPointIsASummaryOfOneValue() {
    assertEquals(
        "1a00000000000000129bd82d09000000000000f83f10ac022a0c0a0a0a03612f62150000003f49db135b",
        hex(EventCodec.scalar(new Point("a/b", 300, TIME, 0.5))));
  }

  @Test
  void aFrameHasTheLengthAndTheMaskedChecksumOfWhatItHolds() {
    // CRC-32C of "123456789" is e3069283; rotated right by 15 it is 2507c60d, plus a282ead8
    // c78ab0e5.
    byte[] frame = EventCodec.frame("123456789".getBytes(StandardCharsets.US_ASCII));
    assertEquals("0900000000000000", hex(frame).substring(0, 16));
    assertEquals("e5b08ac7", hex(frame).substring(hex(frame).length() - 8));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
