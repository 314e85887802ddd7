package io.streambed.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {

  @ParameterizedTest
  @CsvSource({"1, 1, 2", "100, 26, 5", "2000, 250, 9", "30000, 250, 121"})
  void aRunIsSeenForAtLeastItsLimitBeforeItIsGivenUp(long limit, long interval, int sightings) {
    Patience patience = Patience.of(Duration.ofMillis(limit));

    assertEquals(Duration.ofMillis(interval), patience.interval());
    assertEquals(sightings, patience.sightings());
    assertTrue((sightings - 1) * interval >= limit);
  }
}
