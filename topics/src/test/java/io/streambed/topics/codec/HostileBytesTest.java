package io.streambed.topics.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.protobuf.ByteString;
import io.streambed.proto.v1.DataType;
import io.streambed.proto.v1.Observation;
import io.streambed.proto.v1.Tensor;
import io.streambed.science.Draws;
import io.streambed.science.RunBlock;
import io.streambed.topics.Codec;
import io.streambed.topics.MalformedRecordException;
import io.streambed.topics.Nouns;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes, a codec gives a noun or says what was expected; it never fails otherwise. */
class HostileBytesTest {

  record Sample(Codec<?> codec, byte[] bytes) {}

  static List<String> nouns() {
    return List.copyOf(samples().keySet());
  }

  @ParameterizedTest
  @MethodSource("nouns")
  void truncatedBytesAreRefusedOrRead(String noun) {
    Sample sample = sample(noun);
    for (int length = 0; length < sample.bytes().length; length++) {
      assertReadOrRefused(sample.codec(), Arrays.copyOf(sample.bytes(), length));
    }
  }

  @ParameterizedTest
  @MethodSource("nouns")
  void changedBytesAreRefusedOrRead(String noun) {
    Sample sample = sample(noun);
    Random random = new Random(20261123);
    for (int trial = 0; trial < 2_000; trial++) {
      byte[] changed = sample.bytes().clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      assertReadOrRefused(sample.codec(), changed);
    }
  }

  @ParameterizedTest
  @MethodSource("nouns")
  void noBytesAreRefused(String noun) {
    assertThrows(MalformedRecordException.class, () -> sample(noun).codec().decode(new byte[0]));
  }

  @ParameterizedTest
  @MethodSource("nouns")
  void oversizedBytesAreRefusedBeforeTheyAreParsed(String noun) {
    MalformedRecordException refused =
        assertThrows(
            MalformedRecordException.class, () -> sample(noun).codec().decode(new byte[2_000_000]));
    assertEquals(true, String.valueOf(refused.getMessage()).contains("at most 921600 bytes"));
  }

  @Test
  void aShapeThatTheBytesDoNotFillIsNamed() {
    assertRefused(
        tensor(DataType.DATA_TYPE_FLOAT32, 8, 3),
        "Observation: expected data with the bytes of shape [3], got 8 bytes");
  }

  @Test
  void aShapeWhoseProductOverflowsIsRefused() {
    int[] shape = new int[8];
    Arrays.fill(shape, 50_000);
    assertRefused(tensor(DataType.DATA_TYPE_FLOAT32, 60_000, shape), "Observation: long overflow");
  }

  @Test
  void aShapeOfManyAxesIsRefused() {
    assertRefused(
        tensor(DataType.DATA_TYPE_FLOAT32, 4, 1, 1, 1, 1, 1, 1, 1, 1, 1),
        "Observation: expected data of at most 8 axes, got 9");
  }

  @Test
  void aTimeOutsideTheCalendarIsRefused() {
    for (long seconds : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, -62_135_596_801L}) {
      Observation.Builder observation = observation(tensor(DataType.DATA_TYPE_FLOAT32, 4, 1));
      observation.getTimeBuilder().setSeconds(seconds);
      assertRefused(observation, "Observation: expected time within years 1 to 9999");
    }
  }

  @Test
  void aDeadlineBeyondAnyCountIsRefused() {
    for (long seconds : new long[] {Long.MIN_VALUE, Long.MAX_VALUE}) {
      Observation.Builder observation = observation(tensor(DataType.DATA_TYPE_FLOAT32, 4, 1));
      observation.getDeadlineBuilder().setSeconds(seconds);
      assertRefused(observation, "Observation: expected deadline within 10,000 years");
    }
  }

  @Test
  void anUnknownTypeOfNumberIsNamed() {
    assertRefused(
        Tensor.newBuilder().setTypeValue(77).addShape(1).setData(ByteString.copyFrom(new byte[4])),
        "Observation: expected data of type FLOAT32 or FLOAT64, got 77");
  }

  @Test
  void aHugeNumberOfSamplesIsRefused() {
    byte[] bytes =
        observation(tensor(DataType.DATA_TYPE_FLOAT32, 4, 1)).setSamples(-1).build().toByteArray();
    MalformedRecordException refused =
        assertThrows(MalformedRecordException.class, () -> Codecs.observations().decode(bytes));
    assertEquals(
        "Observation: expected 1 <= samples <= 230400, got 4294967295", refused.getMessage());
  }

  private static void assertRefused(Tensor.Builder data, String message) {
    assertRefused(observation(data), message);
  }

  private static void assertRefused(Observation.Builder observation, String message) {
    byte[] bytes = observation.build().toByteArray();
    MalformedRecordException refused =
        assertThrows(MalformedRecordException.class, () -> Codecs.observations().decode(bytes));
    String actual = String.valueOf(refused.getMessage());
    assertEquals(message, actual.substring(0, Math.min(message.length(), actual.length())));
  }

  private static void assertReadOrRefused(Codec<?> codec, byte[] bytes) {
    try {
      codec.decode(bytes);
    } catch (MalformedRecordException refused) {
      if (String.valueOf(refused.getMessage()).isBlank()) {
        fail("expected a message that says what was expected");
      }
    }
  }

  private static Tensor.Builder tensor(DataType type, int bytes, int... shape) {
    Tensor.Builder tensor =
        Tensor.newBuilder().setType(type).setData(ByteString.copyFrom(new byte[bytes]));
    Arrays.stream(shape).forEach(tensor::addShape);
    return tensor;
  }

  private static Observation.Builder observation(Tensor.Builder data) {
    return Observation.newBuilder()
        .setId("o-1")
        .setSensor("pelts")
        .setData(data)
        .setTime(Times.of(Nouns.TIME))
        .setSamples(100)
        .setDeadline(Times.of(java.time.Duration.ofSeconds(1)));
  }

  private static Sample sample(String noun) {
    Sample sample = samples().get(noun);
    if (sample == null) {
      throw new IllegalArgumentException(noun);
    }
    return sample;
  }

  private static Map<String, Sample> samples() {
    Map<String, Sample> samples = new TreeMap<>();
    samples.put("RunBlock", sample(Codecs.runBlocks(), Nouns.runBlock(7)));
    samples.put(
        "RunBlock truncated",
        sample(Codecs.runBlocks(), new RunBlock(8, 2048, 256, Nouns.TRUNCATED)));
    samples.put(
        "RunBlock kernels", sample(Codecs.runBlocks(), new RunBlock(9, 2304, 256, Nouns.KERNELS)));
    samples.put("OutcomeBlock", sample(Codecs.outcomeBlocks(), Nouns.outcomes()));
    samples.put("ModelRecord", sample(Codecs.models(), CodecTest.manifest(9)));
    samples.put("Observation", sample(Codecs.observations(), Nouns.observation("o-1")));
    samples.put(
        "Posterior",
        sample(
            Codecs.posteriors(),
            Nouns.posterior(Draws.of(4, new double[8], new double[] {0.25, 0.75}))));
    samples.put("Session", sample(Codecs.sessions(), Nouns.session()));
    samples.put("Reading", sample(Codecs.readings(), Nouns.reading()));
    samples.put("OpenWindows", sample(Codecs.windows(), Nouns.openWindows()));
    samples.put("Telemetry", sample(Codecs.telemetry(), Nouns.telemetry()));
    return samples;
  }

  private static <T> Sample sample(Codec<T> codec, T value) {
    return new Sample(codec, codec.encode(value));
  }
}
