package io.streambed.inference.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.topics.experiment.InvalidSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpSettingsTest {
  @TempDir Path directory;

  @Test
  void everyKeyHasADefaultAndOnlyThisMachineReachesIt() throws IOException {
    HttpSettings settings = read(Map.of());
    assertTrue(settings.enabled());
    assertEquals("127.0.0.1", settings.host());
    assertEquals(2 << 20, settings.limits().bodyBytes());
    assertEquals(64L << 20, settings.view().drawBytes());
  }

  @Test
  void anotherAddressIsRefusedUnlessTheFileSaysSoInWords() throws IOException {
    InvalidSettings refused =
        assertThrows(InvalidSettings.class, () -> read(Map.of("http.host", "0.0.0.0")));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("http.host"), message);
    assertTrue(message.contains("allow-remote-without-authentication"), message);
    Map<String, Object> said =
        Map.of("http.host", "0.0.0.0", "http.allow-remote-without-authentication", true);
    assertEquals("0.0.0.0", read(said).host());
  }

  @Test
  void allMistakesAreNamedAtOnce() {
    Map<String, Object> wrong = Map.of("http.port", 70_000, "http.view.telemetry", 1);
    InvalidSettings refused = assertThrows(InvalidSettings.class, () -> read(wrong));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("http.port") && message.contains("http.view.telemetry"), message);
  }

  private HttpSettings read(Map<String, ?> overrides) throws IOException {
    return TestService.load(directory, overrides).checked(HttpSettings::from);
  }
}
