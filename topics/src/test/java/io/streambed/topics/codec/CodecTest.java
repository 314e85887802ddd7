package io.streambed.topics.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.AbcSettings;
import io.streambed.science.ContrastSettings;
import io.streambed.science.ContrastSettings.Intra;
import io.streambed.science.ContrastSettings.Local;
import io.streambed.science.ContrastSettings.Sides;
import io.streambed.science.ContrastSettings.Weighted;
import io.streambed.science.Data;
import io.streambed.science.Draws;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.NpeCSettings;
import io.streambed.science.NreCSettings;
import io.streambed.science.Observation;
import io.streambed.science.Posterior;
import io.streambed.science.Reading;
import io.streambed.science.RunBlock;
import io.streambed.topics.Codec;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.MalformedRecordException;
import io.streambed.topics.Nouns;
import io.streambed.topics.OpenWindows;
import io.streambed.topics.Position;
import io.streambed.topics.Raw;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

/** Every noun comes back as it went. */
class CodecTest {

  @Test
  void runBlocksComeBackAsTheyWent() {
    assertRoundTrip(Codecs.runBlocks(), Nouns.runBlock(7));
    assertRoundTrip(Codecs.runBlocks(), Nouns.firstRunBlock());
    assertRoundTrip(Codecs.runBlocks(), new RunBlock(8, 2048, 256, Nouns.TRUNCATED));
    assertRoundTrip(Codecs.runBlocks(), new RunBlock(9, 2304, 256, Nouns.KERNELS));
  }

  @Test
  void observationsComeBackAsTheyWent() {
    assertRoundTrip(Codecs.observations(), Nouns.observation("o-1"));
  }

  @Test
  void sessionsComeBackAsTheyWent() {
    assertRoundTrip(Codecs.sessions(), Nouns.session());
  }

  @Test
  void readingsComeBackAsTheyWent() {
    assertRoundTrip(Codecs.readings(), Nouns.reading());
    assertRoundTrip(
        Codecs.readings(),
        new Reading("pelts", Nouns.TIME, OptionalLong.empty(), Data.of(new float[] {0})));
  }

  @Test
  void openWindowsComeBackAsTheyWent() {
    OpenWindows open = Nouns.openWindows();
    assertRoundTrip(Codecs.windows(), open);
    assertRoundTrip(
        Codecs.windows(),
        new OpenWindows(
            open.sensor(), open.nextOffset(), open.heard(), open.newest(), open.rules(), null));
  }

  @Test
  void aReadingOfOtherThanFiniteValuesOnOneAxisIsRefused() {
    io.streambed.proto.v1.Reading.Builder reading =
        io.streambed.proto.v1.Reading.newBuilder()
            .setSensor("pelts")
            .setTime(Times.of(Nouns.TIME))
            .setValues(Tensors.of(new float[] {1, Float.NaN}, List.of(2)));
    assertRefused(reading, "expected finite values, got NaN at index 1");
    reading.setValues(Tensors.of(new float[] {1, 2}, List.of(1, 2)));
    assertRefused(reading, "expected values of shape [C], one of each channel, got [1, 2]");
    reading.setValues(Tensors.of(new float[] {1, 2}, List.of(2))).setSensor("s".repeat(181));
    assertRefused(reading, "expected a sensor of 1 to 180 characters, got 181");
    reading.setSensor("pelts").setSequence(-1);
    assertRefused(reading, "below 2^63, got 18446744073709551615");
    reading.clearSequence().clearTime();
    assertRefused(reading, "expected a time, it is missing");
  }

  private static void assertRefused(io.streambed.proto.v1.Reading.Builder reading, String why) {
    byte[] bytes = reading.build().toByteArray();
    MalformedRecordException refused =
        assertThrows(MalformedRecordException.class, () -> Codecs.readings().decode(bytes));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains(why), message);
  }

  @Test
  void whatAPosteriorStandsOnComesBackAndIsNotWrittenOfOneObservationAlone() {
    Draws draws = Draws.of(4, new double[] {1, 2, 3, 4});
    Posterior alone = Nouns.posterior(draws);
    Posterior.Standing standing = new Posterior.Standing(12, 7.5, 3, false, 0.75);
    Posterior many = standingOn(alone, standing);
    byte[] bytes = Codecs.posteriors().encode(many);
    assertEquals(standing, Codecs.posteriors().decode(bytes).standing());
    byte[] shorter = Codecs.posteriors().encode(alone);
    assertEquals(Posterior.Standing.ALONE, Codecs.posteriors().decode(shorter).standing());
    // Two bytes of tag and length, and 2 + 9 + 2 of its fields.
    assertEquals(24, bytes.length - shorter.length);
  }

  private static Posterior standingOn(Posterior alone, Posterior.Standing standing) {
    return new Posterior(
        alone.observation(),
        alone.sensor(),
        alone.modelVersion(),
        alone.modelAge(),
        alone.space(),
        alone.draws(),
        alone.trust(),
        alone.sampler(),
        alone.status(),
        alone.latency(),
        standing,
        alone.credence());
  }

  @Test
  void telemetryComesBackAsItWent() {
    assertRoundTrip(Codecs.telemetry(), Nouns.telemetry());
  }

  @Test
  void chunksComeBackAsTheyWent() {
    assertRoundTrip(
        Codecs.models(), new ModelRecord.Chunk(9, 1, 3, ByteString.fromArray(new byte[] {1, 2})));
  }

  @Test
  void manifestsComeBackAsTheyWent() {
    assertRoundTrip(Codecs.models(), manifest(9));
    assertEquals("model/1/manifest", manifest(9).key());
  }

  @Test
  void everyKindOfEstimatorComesBackAsItWent() {
    for (EstimatorSettings estimator :
        List.of(
            new NreCSettings(EstimatorSettings.DataTransform.LOG, 31, 0.5, 128, 2, 4, 3),
            new AbcSettings(EstimatorSettings.DataTransform.SIGNED_LOG, 1000, 100, 0.5),
            new NpeCSettings(EstimatorSettings.DataTransform.NONE, 5, 11, 3.5, 50, 2, 12, 4))) {
      assertRoundTrip(Codecs.models(), manifest(estimator));
    }
  }

  @Test
  void everyContrastComesBackAsItWent() {
    for (ContrastSettings contrasts :
        List.of(
            new ContrastSettings(Sides.PARAMETERS, 7, true, null, 0, null, null),
            new ContrastSettings(Sides.DATA, 0, false, null, 100, null, null),
            new ContrastSettings(Sides.BOTH, 0, false, new Weighted(5, 50, 0.25), 0, null, null),
            new ContrastSettings(
                Sides.BOTH,
                0,
                false,
                null,
                0,
                new Local(8, 0.25, 2, 0.5),
                new Intra(0.5, 0.25, 0, 2)))) {
      assertRoundTrip(Codecs.models(), manifest(Nouns.estimator(contrasts)));
    }
  }

  @Test
  void theNetworkOfADifferenceComesBackAsItWent() {
    assertRoundTrip(
        Codecs.models(),
        manifest(
            new EmbedAndEmulateSettings(
                EstimatorSettings.Encoder.PERCEPTRON,
                EstimatorSettings.Critic.DISCREPANCY,
                EstimatorSettings.DataTransform.NONE,
                8,
                64,
                2,
                0,
                0,
                false,
                1,
                true,
                true,
                ContrastSettings.inBatch(0),
                new EmbedAndEmulateSettings.Discrepancy(32, 1))));
  }

  /** As written before there were others. */
  @Test
  void contrastsWithinTheBatchTakeNoRoom() throws IOException {
    var message = io.streambed.proto.v1.ModelRecord.parseFrom(Codecs.models().encode(manifest(9)));
    assertFalse(message.getManifest().getEstimator().hasContrasts());
  }

  /** As written before models were compared. */
  @Test
  void aManifestWithoutAVerdictMayServe() throws IOException {
    var message =
        io.streambed.proto.v1.ModelRecord.parseFrom(Codecs.models().encode(manifest(9)))
            .toBuilder();
    message.getManifestBuilder().clearVerdict();
    ModelRecord.Manifest manifest =
        (ModelRecord.Manifest) Codecs.models().decode(message.build().toByteArray());
    assertNull(manifest.verdict());
  }

  /** As written before there was a choice. */
  @Test
  void aManifestWithoutAKindIsOfEmbedAndEmulate() throws IOException {
    var message =
        io.streambed.proto.v1.ModelRecord.parseFrom(Codecs.models().encode(manifest(9)))
            .toBuilder();
    message.getManifestBuilder().getEstimatorBuilder().clearKind();
    assertEquals(manifest(9), Codecs.models().decode(message.build().toByteArray()));
  }

  @Test
  void aManifestOfAKindOfTheFutureIsRefused() throws IOException {
    var message =
        io.streambed.proto.v1.ModelRecord.parseFrom(Codecs.models().encode(manifest(9)))
            .toBuilder();
    message.getManifestBuilder().getEstimatorBuilder().setKindValue(99);
    byte[] bytes = message.build().toByteArray();
    MalformedRecordException refused =
        assertThrows(MalformedRecordException.class, () -> Codecs.models().decode(bytes));
    assertEquals(
        "ModelRecord: expected a Kind that this version knows, got UNRECOGNIZED",
        refused.getMessage());
  }

  @Test
  void aManifestWithoutAVersionIsRefused() {
    byte[] bytes = Codecs.models().encode(manifest(0));
    assertThrows(MalformedRecordException.class, () -> Codecs.models().decode(bytes));
  }

  @Test
  void aManifestOfAFormatOfTheFutureIsRefusedWithItsVersion() throws IOException {
    var message =
        io.streambed.proto.v1.ModelRecord.parseFrom(Codecs.models().encode(manifest(9)))
            .toBuilder();
    message.getManifestBuilder().setFormat(2);
    byte[] bytes = message.build().toByteArray();
    MalformedRecordException refused =
        assertThrows(MalformedRecordException.class, () -> Codecs.models().decode(bytes));
    assertEquals(
        "ModelRecord: expected a manifest of format 1, got format 2 of model version 9",
        refused.getMessage());
  }

  @Test
  void posteriorsWithWeightsComeBackWithinRoundingOfTheirWeights() {
    Posterior sent =
        Nouns.posterior(Draws.of(4, new double[] {1, 2, 3, 4, 5, 6, 7, 8}, new double[] {1, 3}));
    Posterior received = Codecs.posteriors().decode(Codecs.posteriors().encode(sent));
    assertArrayEquals(sent.draws().toArray(), received.draws().toArray());
    assertArrayEquals(new double[] {0.25, 0.75}, received.draws().weights(), 1e-15);
    assertEquals(sent.trust(), received.trust());
    assertEquals(sent.space(), received.space());
    assertEquals(sent.sampler(), received.sampler());
    assertEquals(sent.status(), received.status());
    assertEquals(Duration.ofSeconds(90), received.modelAge());
  }

  @Test
  void aPosteriorGivenAfterAnotherTimeIsTheSameBytesAndItsHeaderSaysTheTime() {
    Posterior once = Nouns.posterior(Draws.of(4, new double[] {1, 2, 3, 4}));
    Posterior again = once.withLatency(Duration.ofMillis(250));
    byte[] bytes = Codecs.posteriors().encode(once);
    assertArrayEquals(bytes, Codecs.posteriors().encode(again));
    Map<String, String> headers = Codecs.posteriors().headers(again);
    assertEquals(Map.of("streambed.latency", "PT0.25S"), headers);
    assertEquals(
        Duration.ofMillis(250), Codecs.posteriors().decode(posterior(bytes, headers)).latency());
  }

  @Test
  void theLatencyOfAPosteriorFromBeforeThereWasAHeaderStandsInItsValue() throws Exception {
    byte[] bytes =
        io.streambed.proto.v1.Posterior.parseFrom(
                Codecs.posteriors().encode(Nouns.posterior(Draws.of(4, new double[] {1, 2, 3, 4}))))
            .toBuilder()
            .setLatency(com.google.protobuf.Duration.newBuilder().setNanos(5_000_000))
            .build()
            .toByteArray();
    Raw raw = posterior(bytes, Map.of());
    assertEquals(Duration.ofMillis(5), Codecs.posteriors().decode(raw).latency());
    Raw broken = posterior(bytes, Map.of("streambed.latency", "soon"));
    assertThrows(MalformedRecordException.class, () -> Codecs.posteriors().decode(broken));
  }

  private static Raw posterior(byte[] bytes, Map<String, String> headers) {
    return new Raw(
        new Position("small.posteriors", 0, 0),
        "sensor",
        ByteString.fromArray(bytes),
        Instant.EPOCH,
        headers);
  }

  @Test
  void posteriorsWithEqualWeightsAreTheSameBytesAgain() {
    double[] values = new double[4 * 777];
    Arrays.setAll(values, i -> Math.sin(i));
    byte[] bytes = Codecs.posteriors().encode(Nouns.posterior(Draws.of(4, values)));
    assertArrayEquals(bytes, Codecs.posteriors().encode(Codecs.posteriors().decode(bytes)));
  }

  @Test
  void manyDrawsTravelAs32BitValues() {
    double[] values = new double[4 * 40_000];
    Arrays.setAll(values, i -> Math.sin(i));
    byte[] bytes = Codecs.posteriors().encode(Nouns.posterior(Draws.of(4, values)));
    double[] received = Codecs.posteriors().decode(bytes).draws().toArray();
    assertArrayEquals(values, received, 6e-8);
  }

  @Test
  void drawsThatFillMoreThanARecordAreRefusedWhenWritten() {
    Posterior large = Nouns.posterior(Draws.of(4, new double[4 * 100_000]));
    assertThrows(IllegalArgumentException.class, () -> Codecs.posteriors().encode(large));
  }

  @Test
  void deadLettersKeepTheRecordAndSayWhy() {
    DeadLetter letter =
        new DeadLetter(
            new Position("x.observations", 3, 17),
            DeadLetter.Stage.TASK_PUT,
            "expected data [42], got [41] – ‰",
            "pelts",
            ByteString.fromArray(new byte[] {0, -1, 7}));
    Codec<DeadLetter> codec = Codecs.deadLetters();
    Map<String, String> headers = codec.headers(letter);
    assertEquals("17", headers.get("__connect.errors.offset"));
    assertArrayEquals(new byte[] {0, -1, 7}, codec.encode(letter));
    Raw raw =
        new Raw(
            new Position("x.dead-letters", 0, 0),
            "pelts",
            ByteString.fromArray(codec.encode(letter)),
            Nouns.TIME,
            headers);
    assertEquals(letter, codec.decode(raw));
  }

  @Test
  void nanInAnObservationIsNamedWithItsPlace() {
    Observation nan =
        new Observation(
            "o-1",
            "pelts",
            Data.of(new float[] {1, Float.NaN}),
            Nouns.TIME,
            1000,
            Duration.ofSeconds(2));
    MalformedRecordException refused =
        assertThrows(
            MalformedRecordException.class,
            () -> Codecs.observations().decode(Codecs.observations().encode(nan)));
    assertEquals(
        "Observation: expected finite data, got NaN at index 1 of shape [2]", refused.getMessage());
  }

  private static ModelRecord.Manifest manifest(EstimatorSettings estimator) {
    ModelRecord.Manifest manifest = manifest(9);
    return new ModelRecord.Manifest(
        manifest.slot(),
        manifest.chunks(),
        manifest.bytes(),
        manifest.sha256(),
        manifest.provenance(),
        estimator,
        manifest.prior(),
        manifest.proposal(),
        manifest.dataShape(),
        manifest.calibration(),
        manifest.verdict());
  }

  static ModelRecord.Manifest manifest(long version) {
    var snapshot = Nouns.snapshot(version, 3);
    return new ModelRecord.Manifest(
        1,
        2,
        1_000_000,
        "00ff".repeat(16),
        snapshot.provenance(),
        Nouns.ESTIMATOR,
        Nouns.PRIOR,
        Nouns.PROPOSAL,
        List.of(2, 21),
        Nouns.calibration(),
        Nouns.verdict(8));
  }

  private static <T> void assertRoundTrip(Codec<T> codec, T value) {
    byte[] bytes = codec.encode(value);
    T received = codec.decode(bytes);
    assertEquals(value, received);
    assertArrayEquals(bytes, codec.encode(received));
  }
}
