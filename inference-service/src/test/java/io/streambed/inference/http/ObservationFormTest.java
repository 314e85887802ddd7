package io.streambed.inference.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Data;
import io.streambed.science.Observation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservationFormTest {
  private static final ActorTestKit KIT = ActorTestKit.create();

  @TempDir Path directory;

  @AfterAll
  static void end() {
    KIT.shutdownTestKit();
  }

  @Test
  void aWholeObservationIsRead() {
    Observation observation =
        read(
            """
            {"id": "o-1", "sensor": "s", "data": [1, -2.5], "time": "2026-01-31T12:00:00Z",
             "samples": 7, "deadline_seconds": 0.25}
            """);
    assertEquals(
        new Observation(
            "o-1",
            "s",
            Data.of(new float[] {1, -2.5f}),
            Instant.parse("2026-01-31T12:00:00Z"),
            7,
            Duration.ofMillis(250)),
        observation);
  }

  @Test
  void whatIsNotSaidIsTakenFromTheExperiment() {
    Observation observation = read("{\"sensor\": \"s\", \"data\": [1, 2]}");
    assertEquals(1000, observation.samples());
    assertEquals(Duration.ofSeconds(2), observation.deadline());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                                              | body             | an object | an array of 0",
        "{\"sensor\": \"s\"}                             | data             | an array of 2 | nothing",
        "{\"sensor\": \"s\", \"data\": [1, 2, 3]}        | data             | an array of 2 | an array of 3",
        "{\"sensor\": \"s\", \"data\": [1, \"x\"]}       | data[1]          | a number | \"x\"",
        "{\"sensor\": \"s\", \"data\": [1, 1e99]}        | data[1]          | a number | 1.0E99",
        "{\"sensor\": \" \", \"data\": [1, 2]}           | sensor           | a text | \" \"",
        "{\"sensor\": \"s\", \"data\": [1, 2], \"n\": 1} | body             | keys among | 'n'",
        "{\"sensor\": \"s\", \"data\": [1, 2], \"samples\": 0}           | samples          | from 1 to | 0",
        "{\"sensor\": \"s\", \"data\": [1, 2], \"deadline_seconds\": 61} | deadline_seconds | at most 60 | 61",
        "{\"sensor\": \"s\", \"data\": [1, 2], \"time\": \"now\"}        | time             | a time | \"now\"",
        "{\"sensor\":                                    | body             | JSON | end-of-input",
      })
  void whatDoesNotFitIsNamedWithItsPlace(String body, String where, String expected, String found) {
    Problem problem = assertThrows(ProblemException.class, () -> read(body)).problem();
    assertEquals(400, problem.status());
    assertEquals(where, problem.where());
    String said = String.valueOf(problem.expected()).replace("a JSON object", "an object");
    assertTrue(said.contains(expected), said);
    assertTrue(String.valueOf(problem.found()).contains(found), problem.detail());
  }

  @Test
  void deepNestingIsRefusedBeforeItIsRead() {
    String deep = "{\"sensor\": \"s\", \"data\": " + "[".repeat(1000) + "]".repeat(1000) + "}";
    assertEquals(413, assertThrows(ProblemException.class, () -> read(deep)).problem().status());
  }

  private Observation read(String body) {
    try {
      return new ObservationForm(TestService.of(directory, KIT.system()))
          .read(body.getBytes(StandardCharsets.UTF_8));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
