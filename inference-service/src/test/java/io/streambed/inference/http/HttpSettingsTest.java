package io.streambed.inference.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.topics.experiment.InvalidSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.tls.HeldCertificate;
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
  void anotherAddressIsAllowedWithTokensWithinTlsAndNotWithTokensAlone() throws IOException {
    Path tokens = Files.writeString(directory.resolve("tokens"), "");
    HeldCertificate held = new HeldCertificate.Builder().commonName("here").build();
    Path identity =
        Files.writeString(
            directory.resolve("here.pem"), held.privateKeyPkcs8Pem() + held.certificatePem());
    Map<String, Object> said =
        new HashMap<>(
            Map.of("http.host", "0.0.0.0", "http.authentication.tokens", tokens.toString()));
    InvalidSettings refused = assertThrows(InvalidSettings.class, () -> read(said));
    assertTrue(String.valueOf(refused.getMessage()).contains("allow-remote-without-tls"));
    said.put("http.allow-remote-without-tls", true);
    assertTrue(read(said).access().required());
    said.remove("http.allow-remote-without-tls");
    said.put("http.tls.identity.file", identity.toString());
    assertTrue(read(said).tls().identity().isPresent());
  }

  @Test
  void whatIsWrongWithTokensAndIssuersIsSaid() throws IOException {
    Path tokens = Files.writeString(directory.resolve("tokens"), "plain-token");
    assertRefused(Map.of("http.authentication.tokens", tokens.toString()), "line 1: expected NAME");
    assertRefused(Map.of("http.authentication.tokens", "nowhere"), "http.authentication.tokens");
    String oidc = "http.authentication.oidc.";
    assertRefused(Map.of(oidc + "issuer", "http://id.example"), "an address, https://");
    assertRefused(Map.of(oidc + "issuer", "https://id.example"), oidc + "audience");
    assertRefused(
        Map.of(
            oidc + "issuer",
            "https://id.example",
            oidc + "audience",
            "a",
            oidc + "algorithms",
            List.of("none")),
        oidc + "algorithms: expected some of [ES256");
  }

  private void assertRefused(Map<String, ?> overrides, String words) {
    InvalidSettings refused = assertThrows(InvalidSettings.class, () -> read(overrides));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains(words), message);
    assertFalse(message.contains("plain-token"), message);
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
