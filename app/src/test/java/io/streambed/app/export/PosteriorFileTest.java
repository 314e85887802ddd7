package io.streambed.app.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.streambed.app.result.PosteriorFormat;
import io.streambed.science.Posterior;
import io.streambed.science.Posterior.Standing;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PosteriorFileTest {

  @Test
  void theEndingOfANameSaysWhatIsWritten() {
    assertEquals(Optional.of(PosteriorFormat.CSV), lines("a.CSV", null));
    assertEquals(Optional.of(PosteriorFormat.JSON), lines("a.jsonl", null));
    assertEquals(Optional.of(PosteriorFormat.ARVIZ), lines("a.json", PosteriorFormat.ARVIZ));
    assertEquals(Optional.empty(), lines("dir/a.nc", PosteriorFormat.ARVIZ));
    for (String unknown : List.of("a.parquet", "csv", "a.nc.bak")) {
      assertThrows(IllegalArgumentException.class, () -> lines(unknown, null), unknown);
    }
    assertThrows(IllegalArgumentException.class, () -> lines("a.nc", PosteriorFormat.CSV));
    assertThrows(IllegalArgumentException.class, () -> lines("a.csv", PosteriorFormat.ARVIZ));
  }

  @Test
  void csvGivesBackTheDrawsAndWeightsBitForBit() throws IOException {
    Posterior posterior = Posteriors.weighted();
    String text =
        PosteriorFormat.CSV.heading(posterior.space()).orElseThrow()
            + "\n"
            + String.join("\n", PosteriorFormat.CSV.lines(posterior));
    List<CSVRecord> records =
        CSVFormat.DEFAULT.builder().setHeader().get().parse(new StringReader(text)).getRecords();
    assertEquals(4, records.size());
    for (int s = 0; s < 4; s++) {
      CSVRecord line = records.get(s);
      assertEquals("buoy", line.get("sensor"));
      assertEquals(posterior.draws().weight(s), Double.parseDouble(line.get("weight")));
      assertEquals(posterior.draws().get(s, 0), Double.parseDouble(line.get("rate, \"raw\"")));
      assertEquals(posterior.draws().get(s, 1), Double.parseDouble(line.get("длина")));
    }
  }

  @Test
  void theNewestIsTheLastThatIsNeitherLateNorTheAnswerToARepeat() {
    NewestPosterior newest = new NewestPosterior("a");
    Posterior third = of("a", "o3", new Standing(2, 2, 0, false));
    newest.see(of("a", "o1", new Standing(1, 1, 0, false)));
    newest.see(of("a", "o2", new Standing(2, 2, 0, false)));
    newest.see(third);
    newest.see(of("a", "late", new Standing(1, 1, 0, true)));
    newest.see(of("a", "o1", new Standing(1, 1, 0, false)));
    // A window of two is full: this repeat stands on as many as the newest.
    newest.see(of("a", "o2", new Standing(2, 2, 0, false)));
    newest.see(of("b", "o9", new Standing(9, 9, 0, false)));
    assertSame(third, newest.found().orElseThrow());
    newest.requireOneSensor();
    assertEquals("a, b", newest.sensors());
    Posterior again = of("a", "o3", new Standing(2, 2, 0, false));
    newest.see(again);
    assertSame(again, newest.found().orElseThrow(), "the newest observation may be answered anew");
  }

  @Test
  void whoNamesNoSensorMustHaveOnlyOne() {
    NewestPosterior newest = new NewestPosterior(null);
    assertFalse(newest.found().isPresent());
    assertEquals("none", newest.sensors());
    newest.see(of("a", "o1", Standing.ALONE));
    newest.requireOneSensor();
    newest.see(of("b", "o1", Standing.ALONE));
    assertThrows(IllegalArgumentException.class, newest::requireOneSensor);
  }

  private static Posterior of(String sensor, String observation, Standing standing) {
    return Posteriors.of(sensor, observation, Posteriors.equal().draws(), standing);
  }

  private static Optional<PosteriorFormat> lines(String name, @Nullable PosteriorFormat format) {
    return PosteriorFile.of(Path.of(name), format).lines();
  }
}
