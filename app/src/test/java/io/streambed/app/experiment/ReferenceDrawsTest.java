package io.streambed.app.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.streambed.science.Draws;
import io.streambed.topics.experiment.PinnedObservation;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceDrawsTest {

  @TempDir Path directory;

  @Test
  void theReferenceOfLynxAndHareHasItsPublishedMoments() {
    PinnedObservation pinned =
        Objects.requireNonNull(ExperimentPlan.load("lynx-hare", Map.of()).experiment().pinned());
    Draws draws = ReferenceDraws.read(Objects.requireNonNull(pinned.reference()), 8);
    assertEquals(10_000, draws.size());
    // Of the data's own description: alpha 0.547 (0.063), hare0 34.0 (2.9).
    assertEquals(0.547, draws.mean(0), 5e-4);
    assertEquals(0.063, draws.deviation(0), 5e-4);
    assertEquals(34.0, draws.mean(4), 0.05);
    assertEquals(2.9, draws.deviation(4), 0.05);
  }

  @Test
  void drawsThatNoTestCanBeMadeAgainstAreRefused() throws IOException {
    Draws four = ReferenceDraws.read(file("a\n1\n2\n3\n4\n"), 1);
    Draws constant = ReferenceDraws.read(file("a\n7\n7\n7\n7\n7\n"), 1);
    Draws missing = ReferenceDraws.read(file("a\n1\n2\n3\n4\nNaN\n"), 1);
    for (Draws draws : new Draws[] {four, constant, missing}) {
      assertThrows(IllegalArgumentException.class, () -> ReferenceDraws.requireComparable(draws));
    }
  }

  @Test
  void plainTextIsReadToo() throws IOException {
    Draws draws = ReferenceDraws.read(file("a,b\n1,2\n3,4\n"), 2);
    assertEquals(2, draws.size());
    assertEquals(4, draws.get(1, 1));
  }

  @Test
  void aLineWithAnotherNumberOfColumnsIsNamed() throws IOException {
    URL file = file("a,b\n1,2\n3\n");
    IllegalArgumentException problem =
        assertThrows(IllegalArgumentException.class, () -> ReferenceDraws.read(file, 2));
    assertEquals("expected 2 columns in draw 2 of %s, got 1".formatted(file), problem.getMessage());
  }

  private URL file(String text) throws IOException {
    return Files.writeString(directory.resolve("draws.csv"), text).toUri().toURL();
  }
}
