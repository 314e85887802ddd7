package io.streambed.topics.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.science.Draws;
import io.streambed.topics.Codec;
import io.streambed.topics.Nouns;
import io.streambed.topics.Topics;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two versions side by side: the older one meets fields that only the newer one knows, in every
 * message that travels but dead letters, whose bytes are the source's own. That the newer one reads
 * what the older wrote is pinned by the golden bytes of module proto.
 */
class RollingUpgradeTest {
  private static final Topics TOPICS = Topics.of("upgrade");

  private record Sample<T>(Codec<T> codec, T value) {
    ByteString written() {
      return ByteString.fromArray(codec.encode(value));
    }

    /** What is read of the bytes with {@code more} behind them, written again. */
    ByteString readAfter(byte[] more) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(codec.encode(value));
      bytes.writeBytes(more);
      return ByteString.fromArray(codec.encode(codec.decode(bytes.toByteArray())));
    }
  }

  private static Map<String, Sample<?>> samples() {
    Map<String, Sample<?>> samples = new LinkedHashMap<>();
    samples.put("runs", new Sample<>(TOPICS.runs().codec(), Nouns.runBlock(7)));
    samples.put("pairs", new Sample<>(TOPICS.pairs().codec(), Nouns.outcomes()));
    samples.put("models", new Sample<>(TOPICS.models().codec(), Nouns.chunk(9)));
    samples.put(
        "checkpoints",
        new Sample<>(
            TOPICS.checkpoints().codec(),
            new CheckpointRecord.Chunk(3, 1, 2, ByteString.fromString("abc"))));
    samples.put(
        "observations", new Sample<>(TOPICS.observations().codec(), Nouns.observation("o-1")));
    samples.put(
        "posteriors",
        new Sample<>(
            TOPICS.posteriors().codec(), Nouns.posterior(Draws.of(4, new double[] {1, 2, 3, 4}))));
    samples.put("sessions", new Sample<>(TOPICS.sessions().codec(), Nouns.session()));
    samples.put("telemetry", new Sample<>(TOPICS.telemetry().codec(), Nouns.telemetry()));
    return samples;
  }

  static List<String> topics() {
    return List.copyOf(samples().keySet());
  }

  @ParameterizedTest
  @MethodSource("topics")
  void fieldsThatAreNotKnownYetAreNotHeeded(String topic) {
    Sample<?> sample = Objects.requireNonNull(samples().get(topic));
    ByteString expected = sample.written();
    assertEquals(expected, sample.readAfter(new byte[0]));
    assertEquals(expected, sample.readAfter(number(1234, 5)));
    assertEquals(expected, sample.readAfter(text(1235, "of a later version")));
  }

  /** Field {@code number} with a varint: its key is number x 8, its value one byte. */
  private static byte[] number(int number, int value) {
    return bytes(number << 3, value);
  }

  /** Field {@code number} with a text of less than 128 bytes. */
  private static byte[] text(int number, String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream field = new ByteArrayOutputStream();
    field.writeBytes(bytes(number << 3 | 2, utf8.length));
    field.writeBytes(utf8);
    return field.toByteArray();
  }

  private static byte[] bytes(int key, int value) {
    return new byte[] {(byte) (key & 0x7f | 0x80), (byte) (key >> 7), (byte) value};
  }
}
