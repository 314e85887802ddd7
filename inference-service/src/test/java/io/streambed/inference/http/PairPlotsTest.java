package io.streambed.inference.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.streambed.inference.document.PosteriorNote;
import io.streambed.inference.document.TrustSummary;
import io.streambed.inference.live.Sensor;
import io.streambed.science.Draws;
import io.streambed.science.Posterior;
import io.streambed.science.Trust;
import io.streambed.science.prior.ParameterSpace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairPlotsTest {
  private final PairPlots plots = new PairPlots();

  private static Sensor sensor(String name, String observation, double largest) {
    Draws draws = Draws.of(1, new double[] {0, largest});
    Posterior posterior =
        new Posterior(
            observation,
            name,
            1,
            Duration.ZERO,
            new ParameterSpace(List.of("a"), List.of("1")),
            draws,
            new Trust(2, 1, 0, 0, 0, 1, 0, 0, 0),
            Posterior.Sampler.REJECTION,
            Posterior.Status.COMPLETE,
            Duration.ofMillis(1));
    PosteriorNote note =
        new PosteriorNote(
            1,
            0,
            7,
            observation,
            Instant.EPOCH,
            1,
            0.001,
            2,
            posterior.standing(),
            TrustSummary.of(posterior),
            List.of(),
            List.of(draws.mean(0)),
            List.of(draws.deviation(0)));
    return new Sensor(name, posterior, note, List.of(note));
  }

  @Test
  void aPosteriorIsBinnedOnceWhoeverLooks() {
    byte[] first = plots.document(sensor("s", "o", 1), 4);
    assertSame(first, plots.document(sensor("s", "o", 1), 4));
  }

  @Test
  void anotherPosteriorOrNumberOfBinsIsBinnedAnew() {
    byte[] first = plots.document(sensor("s", "o", 1), 4);
    byte[] newer = plots.document(sensor("s", "p", 1), 4);
    assertNotSame(first, newer);
    assertNotSame(newer, plots.document(sensor("s", "p", 1), 5));
    assertNotSame(first, plots.document(sensor("t", "o", 1), 4));
  }

  @Test
  void theSensorThatWasLookedAtLongestAgoMakesRoom() {
    byte[] first = plots.document(sensor("s", "o", 1), 4);
    byte[] second = plots.document(sensor("t", "o", 1), 4);
    for (int n = 0; n < 63; n++) {
      assertSame(second, plots.document(sensor("t", "o", 1), 4));
      plots.document(sensor("sensor-" + n, "o", 1), 4);
    }
    assertSame(second, plots.document(sensor("t", "o", 1), 4));
    assertNotSame(first, plots.document(sensor("s", "o", 1), 4));
  }

  @Test
  void whatWasLookedAtLongestAgoMakesRoomWhereDocumentsAreLarge() {
    int size = plots.document(sensor("s", "o", 1), 4).length;
    PairPlots two = new PairPlots(2L * size);
    byte[] first = two.document(sensor("s", "o", 1), 4);
    byte[] second = two.document(sensor("t", "o", 1), 4);
    assertSame(first, two.document(sensor("s", "o", 1), 4));
    two.document(sensor("u", "o", 1), 4);
    assertSame(first, two.document(sensor("s", "o", 1), 4));
    assertNotSame(second, two.document(sensor("t", "o", 1), 4));
    PairPlots none = new PairPlots(1);
    first = none.document(sensor("s", "o", 1), 4);
    assertSame(first, none.document(sensor("s", "o", 1), 4), "the last one stays");
  }

  /** Draws 0 and 1 in bins from -0.1 to 1.1: the first and the last. */
  @Test
  void theDocumentNamesItsPosteriorAndHoldsItsBins() throws IOException {
    var document = new ObjectMapper().readTree(plots.document(sensor("s", "o", 1), 4));
    assertEquals("s", document.get("sensor").asText());
    assertEquals("o", document.get("observation").asText());
    assertEquals("[[1000,0,0,1000]]", document.at("/histograms/single").toString());
  }
}
