package io.streambed.science;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.EmbedAndEmulateSettings.Discrepancy;
import io.streambed.science.EstimatorSettings.DataTransform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A manifest can come from anyone: what would cost memory without bound is refused at once. */
class EstimatorSettingsTest {
  private static final int ENDLESS = Integer.MAX_VALUE;

  private static NreCSettings nreC(int blocks, int octaves) {
    return new NreCSettings(DataTransform.NONE, 5, 1, 32, blocks, octaves, 0);
  }

  private static NpeCSettings npeC(int layers, int blocks, int octaves) {
    return new NpeCSettings(DataTransform.NONE, layers, 10, 3, 50, blocks, 10, octaves);
  }

  private static void refused(String what, Executable settings) {
    IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, settings);
    assertTrue(String.valueOf(refused.getMessage()).contains(what), refused.getMessage());
  }

  @Test
  void theLargestNetworksThatAFileMayAskForAreTaken() {
    assertDoesNotThrow(() -> nreC(64, 12));
    assertDoesNotThrow(() -> npeC(64, 64, 12));
    assertDoesNotThrow(() -> new Discrepancy(2, 64));
  }

  @Test
  void moreBlocksLayersOrOctavesAreRefused() {
    refused("0 to 64 blocks, got 65", () -> nreC(65, 0));
    refused("0 to 12 octaves, got 13", () -> nreC(1, 13));
    refused("blocks", () -> npeC(ENDLESS, 2, 0));
    refused("blocks", () -> npeC(5, ENDLESS, 0));
    refused("octaves", () -> npeC(5, 2, ENDLESS));
    refused("blocks", () -> new Discrepancy(32, ENDLESS));
    refused("blocks", () -> new Discrepancy(32, -1));
  }
}
