package io.streambed.science.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatorCatalogueTest {

  @Test
  void theBuiltInSimulatorsAreFoundByName() {
    for (String name :
        List.of(
            "bernoulli-glm",
            "gaussian-mixture",
            "linear-gaussian",
            "lorenz96",
            "lotka-volterra",
            "lotka-volterra-rates",
            "sir",
            "slcp",
            "slcp-distractors",
            "tanh-projection",
            "two-moons")) {
      assertTrue(SimulatorCatalogue.names().contains(name));
      assertEquals(name, SimulatorCatalogue.find(name).name());
    }
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    String message =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class, () -> SimulatorCatalogue.find("three-moons"))
                .getMessage());
    assertTrue(message.contains("two-moons") && message.contains("three-moons"), message);
  }
}
