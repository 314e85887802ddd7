package io.streambed.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.AbcSettings;
import io.streambed.science.Credence;
import io.streambed.science.Data;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.NpeCSettings;
import io.streambed.science.NreCSettings;
import io.streambed.science.Observation;
import io.streambed.science.Posterior;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServedModelTest {
  private static ModelSnapshot snapshot;
  private static ServedModel model;

  @BeforeAll
  static void train() {
    snapshot = SmallModels.trained(1, 400);
    model = SmallModels.served(snapshot);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void drawsAreNearTheClosedForm() {
    Observation observation = SmallModels.observation("a");
    Posterior posterior = posterior(model, observation);
    double[] mean = SmallModels.SIMULATOR.posteriorMean(observation.data());
    double deviation = Math.sqrt(SmallModels.SIMULATOR.posteriorCovariance()[0]);
    for (int p = 0; p < 2; p++) {
      assertEquals(mean[p], posterior.draws().mean(p), 0.5 * deviation);
      assertEquals(1, posterior.draws().deviation(p) / deviation, 0.3);
    }
  }

  static List<EstimatorSettings> otherEstimators() {
    return List.of(
        new NreCSettings(EstimatorSettings.DataTransform.NONE, 15, 1, 32, 1, 0, 0),
        new AbcSettings(EstimatorSettings.DataTransform.NONE, 20_000, 200, 1),
        new NpeCSettings(EstimatorSettings.DataTransform.NONE, 3, 8, 3, 24, 1, 10, 0));
  }

  /**
   * A sixth of a deviation and a tenth is what the kernels of abc widen by; the rest is training.
   */
  @ParameterizedTest
  @MethodSource("otherEstimators")
  void everyKindOfEstimatorAnswersWithTheSameDrawsAgain(EstimatorSettings estimator) {
    Observation observation = SmallModels.observation("a");
    try (ServedModel other = SmallModels.served(SmallModels.trained(estimator, 1, 300))) {
      Posterior posterior = posterior(other, observation);
      double[] mean = SmallModels.SIMULATOR.posteriorMean(observation.data());
      double deviation = Math.sqrt(SmallModels.SIMULATOR.posteriorCovariance()[0]);
      assertEquals(Posterior.Status.COMPLETE, posterior.status());
      assertEquals(200, posterior.draws().size());
      for (int p = 0; p < 2; p++) {
        assertEquals(mean[p], posterior.draws().mean(p), 0.5 * deviation);
        assertEquals(1, posterior.draws().deviation(p) / deviation, 0.35);
      }
      assertArrayEquals(posterior.draws().toArray(), draws(other, observation));
    }
  }

  static List<EstimatorSettings> withAndWithoutEmbedding() {
    return List.of(snapshot.estimator(), otherEstimators().get(0));
  }

  @ParameterizedTest
  @MethodSource("withAndWithoutEmbedding")
  void dataUnlikeTheSimulationsAreNotToBeTrustedAndUsualOnesAre(EstimatorSettings estimator) {
    boolean embeds = estimator.equals(snapshot.estimator());
    ModelSnapshot whole = embeds ? snapshot : SmallModels.trained(estimator, 1, 300);
    try (ServedModel judging = SmallModels.served(SmallModels.withClouds(whole))) {
      Posterior usual = posterior(judging, SmallModels.observation("a"));
      assertTrue(usual.trust().dataDistance() < 1, usual.trust().toString());
      assertEquals(embeds, usual.trust().embeddingDistance() < 1, usual.trust().toString());
      assertEquals(embeds, !Double.isNaN(usual.trust().embeddingDistance()));
      assertTrue(
          usual.credence().level() != Credence.Level.NOT_TO_BE_TRUSTED,
          usual.credence().toString());

      Data broken = Data.of(new float[] {30, -20});
      Credence odd = posterior(judging, SmallModels.observation("b", broken)).credence();
      assertEquals(Credence.Level.NOT_TO_BE_TRUSTED, odd.level());
      assertTrue(odd.reasons().stream().anyMatch(r -> r.startsWith("data ")), odd.toString());
    }
  }

  /**
   * Each of the two distances calls 1 in 129 of the simulator's own data far, whatever is asked.
   */
  @ParameterizedTest
  @ValueSource(ints = {5, 50, 500, 4000})
  void posteriorsOfTheSimulatorsOwnDataAreTrusted(int samples) {
    try (ServedModel judging = SmallModels.served(SmallModels.withClouds(snapshot))) {
      List<Credence> verdicts =
          SmallModels.freshData(40).stream()
              .map(y -> SmallModels.observation("a", y, samples))
              .map(observation -> posterior(judging, observation).credence())
              .toList();
      long doubtful = verdicts.stream().filter(v -> v.level() != Credence.Level.TRUSTED).count();
      // Of 40 about .6 at most on average; more than 4 in fewer than one seed in 1,000.
      assertTrue(doubtful <= 4, verdicts.toString());
    }
  }

  @Test
  void aPosteriorSaysAllThatIsKnown() {
    Posterior posterior = posterior(model, SmallModels.observation("a"));
    assertEquals("a", posterior.observation());
    assertEquals("sensor", posterior.sensor());
    assertEquals(1, posterior.modelVersion());
    assertEquals(Duration.ofSeconds(60), posterior.modelAge());
    assertEquals(snapshot.prior().space(), posterior.space());
    assertEquals(200, posterior.draws().size());
    assertEquals(Posterior.Status.COMPLETE, posterior.status());
    assertTrue(posterior.latency().compareTo(Duration.ZERO) > 0);
    assertTrue(posterior.trust().effectiveSampleSize() > 100);
    assertTrue(posterior.trust().paretoK() < 0.7);
    assertTrue(posterior.trust().acceptance() > 0 && posterior.trust().acceptance() <= 1);
    assertTrue(Double.isFinite(posterior.trust().logNormaliser()));
    assertEquals(-0.25, posterior.trust().logNormaliserMean());
    assertEquals(0.5, posterior.trust().logNormaliserDeviation());
  }

  @Test
  void theSameObservationUnderTheSameModelGivesTheSameDraws() {
    double[] first = draws(model, SmallModels.observation("a"));
    assertArrayEquals(first, draws(model, SmallModels.observation("a")));
    try (ServedModel again = SmallModels.served(snapshot)) {
      assertArrayEquals(first, draws(again, SmallModels.observation("a")));
    }
  }

  @Test
  void anotherObservationOrVersionGivesOtherDraws() {
    double[] first = draws(model, SmallModels.observation("a"));
    assertFalse(Arrays.equals(first, draws(model, SmallModels.observation("b"))));
    try (ServedModel newer = SmallModels.served(SmallModels.republished(snapshot, 2))) {
      assertFalse(Arrays.equals(first, draws(newer, SmallModels.observation("a"))));
    }
  }

  @Test
  void anObservationThatDoesNotFitIsDeclinedWithTheReason() {
    Answer answer =
        model.answer(
            SmallModels.observation("a", Data.of(new float[] {1, Float.NaN})),
            SmallModels.received());
    assertEquals(
        new Answer.Declined("observation.data[1]: expected a finite value, got NaN"), answer);
  }

  @Test
  void aDeadlineThatHasPassedStillGivesDrawsAndSaysSo() {
    Observation sharp =
        new Observation(
            "a",
            "sensor",
            Data.of(new float[] {2f, -2f}),
            SmallModels.CREATED,
            5000,
            Duration.ofNanos(1));
    Posterior posterior = posterior(model, sharp);
    assertEquals(Posterior.Status.DEADLINE, posterior.status());
    assertTrue(posterior.draws().size() > 0);
  }

  @Test
  void aSnapshotWithoutOneOfItsTensorsIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> SmallModels.served(SmallModels.incomplete(snapshot)).close());
  }

  private static double[] draws(ServedModel model, Observation observation) {
    return posterior(model, observation).draws().toArray();
  }

  private static Posterior posterior(ServedModel model, Observation observation) {
    Answer answer = model.answer(observation, SmallModels.received());
    return assertInstanceOf(Answer.Inferred.class, answer, answer::toString).posterior();
  }
}
