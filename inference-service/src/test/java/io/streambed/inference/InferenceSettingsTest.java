package io.streambed.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.posterior.LadderSettings;
import io.streambed.science.posterior.McmcSettings;
import io.streambed.science.posterior.TrustLimits;
import io.streambed.topics.experiment.FileSettings;
import io.streambed.topics.experiment.InvalidSettings;
import io.streambed.topics.experiment.WindowSettings;
import java.io.IOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InferenceSettingsTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void writeFile() throws IOException {
    file = Files.writeString(directory.resolve("experiment.conf"), "");
  }

  @Test
  void everyKeyHasADefault() throws MalformedURLException {
    InferenceSettings settings = read(Map.of());
    assertEquals(1000, settings.samples().usual());
    assertEquals(Duration.ofSeconds(2), settings.deadline().usual());
    assertEquals(Runtime.getRuntime().availableProcessors(), settings.parallelism());
    assertEquals(0.7, settings.ladder().paretoLimit());
    assertEquals(LadderSettings.Last.TEMPERED_SMC, settings.ladder().last());
    assertEquals(new McmcSettings(40, 8, 0.8), settings.ladder().mcmc());
  }

  @Test
  void limitsOfTrustAreReadAndStandInOrder() throws MalformedURLException {
    TrustLimits usual = read(Map.of()).trust();
    assertEquals(new TrustLimits.Limit(1, 2), usual.distance());
    assertTrue(usual.age().toDays() > 1000);
    TrustLimits chosen =
        read(Map.of("inference.trust.pareto-k.refused", 0.9, "inference.trust.age", "2h")).trust();
    assertEquals(new TrustLimits.Limit(0.7, 0.9), chosen.paretoK());
    assertEquals(Duration.ofHours(2), chosen.age());
    InvalidSettings invalid =
        assertThrows(
            InvalidSettings.class,
            () ->
                read(
                    Map.of(
                        "inference.trust.distance.refused",
                        0.5,
                        "inference.trust.effective-draws.refused",
                        500)));
    String said = String.valueOf(invalid.getMessage());
    assertTrue(said.contains("inference.trust.distance.refused"), said);
    assertTrue(said.contains("inference.trust.effective-draws.refused"), said);
  }

  @Test
  void deliveryIsAtLeastOnceUnlessTheFileSaysOtherwise() throws MalformedURLException {
    assertEquals(
        new DeliverySettings(DeliverySettings.Kind.AT_LEAST_ONCE, Duration.ofMillis(20)),
        read(Map.of()).delivery());
    assertEquals(
        new DeliverySettings(DeliverySettings.Kind.EXACTLY_ONCE, Duration.ofMillis(100)),
        read(Map.of("inference.delivery", "exactly-once", "inference.commit-interval", "100ms"))
            .delivery());
    InvalidSettings invalid =
        assertThrows(
            InvalidSettings.class,
            () -> read(Map.of("inference.delivery", "once", "inference.commit-interval", "0s")));
    String message = String.valueOf(invalid.getMessage());
    assertTrue(message.contains("inference.delivery"), message);
    assertTrue(message.contains("[at-least-once, exactly-once]"), message);
    assertTrue(message.contains("inference.commit-interval"), message);
  }

  @Test
  void observationsAreAnsweredAloneUnlessTheFileSaysOtherwise() throws MalformedURLException {
    SessionSettings usual = read(Map.of()).session();
    assertEquals(SessionSettings.Kind.NONE, usual.kind());
    assertEquals(1, usual.forgetting());
    SessionSettings chosen =
        read(Map.of("inference.session.kind", "accumulate", "inference.session.forgetting", 0.9))
            .session();
    assertEquals(SessionSettings.Kind.ACCUMULATE, chosen.kind());
    assertEquals(0.9, chosen.forgetting());
    InvalidSettings invalid =
        assertThrows(
            InvalidSettings.class,
            () ->
                read(
                    Map.of(
                        "inference.session.kind",
                        "sum",
                        "inference.session.forgetting",
                        0,
                        "inference.session.window",
                        0)));
    String message = String.valueOf(invalid.getMessage());
    assertTrue(message.contains("one of [accumulate, none, window]"), message);
    assertTrue(message.contains("a number above 0.0 and at most 1.0"), message);
    assertTrue(message.contains("inference.session.window"), message);
  }

  @Test
  void readingsAreNotReadUnlessTheFileSaysWhatGivesThemTheirPlace() throws MalformedURLException {
    WindowSettings usual = read(Map.of()).windows();
    assertEquals(WindowSettings.Kind.NONE, usual.kind());
    assertEquals(21, usual.step(21));
    WindowSettings chosen =
        read(Map.of("inference.windows.kind", "time", "inference.windows.step", 5)).windows();
    assertEquals(5, chosen.step(21));
    assertTrue(chosen.overlap(21));
    InvalidSettings invalid =
        assertThrows(
            InvalidSettings.class,
            () ->
                read(
                    Map.of(
                        "inference.windows.kind",
                        "tumbling",
                        "inference.windows.step",
                        "half",
                        "inference.windows.tolerance",
                        0.6,
                        "inference.windows.gaps.kind",
                        "drop")));
    String message = String.valueOf(invalid.getMessage());
    assertTrue(message.contains("one of [count, none, sequence, time]"), message);
    assertTrue(message.contains("a whole number from 1 to 1000000, or length"), message);
    assertTrue(message.contains("inference.windows.tolerance"), message);
    assertTrue(message.contains("one of [interpolate, mask, reject]"), message);
  }

  @Test
  void theLastRungIsTheFilesChoice() throws MalformedURLException {
    Map<String, Object> chosen =
        Map.of("inference.ladder.last", "mcmc", "inference.ladder.mcmc.leaps", 1);
    assertEquals(LadderSettings.Last.MCMC, read(chosen).ladder().last());
    assertEquals(1, read(chosen).ladder().mcmc().leaps());
    InvalidSettings invalid =
        assertThrows(
            InvalidSettings.class,
            () ->
                read(
                    Map.of(
                        "inference.ladder.last",
                        "rejection",
                        "inference.ladder.mcmc.acceptance",
                        1)));
    String message = String.valueOf(invalid.getMessage());
    assertTrue(message.contains("one of [mcmc, tempered-smc]"), message);
    assertTrue(message.contains("inference.ladder.mcmc.acceptance"), message);
  }

  @Test
  void aGivenParallelismIsTaken() throws MalformedURLException {
    assertEquals(3, read(Map.of("inference.parallelism", 3)).parallelism());
  }

  @Test
  void allMistakesAreNamedAtOnce() {
    InvalidSettings invalid =
        assertThrows(
            InvalidSettings.class,
            () -> read(Map.of("inference.bank", 3, "inference.ladder.stage-share", 2)));
    String message = String.valueOf(invalid.getMessage());
    assertTrue(message.contains("inference.bank"), message);
    assertTrue(message.contains("inference.ladder.stage-share"), message);
  }

  @Test
  void aUsualNumberAboveTheMaximumIsAMistake() {
    InvalidSettings invalid =
        assertThrows(InvalidSettings.class, () -> read(Map.of("inference.samples.maximum", 10)));
    String message = String.valueOf(invalid.getMessage());
    assertTrue(message.contains("samples.default <= samples.maximum, found 1000 and 10"), message);
  }

  private InferenceSettings read(Map<String, ?> overrides) throws MalformedURLException {
    return FileSettings.load(file.toUri().toURL(), overrides).checked(InferenceSettings::from);
  }
}
