package io.streambed.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/security.md are valid as they stand. */
class SecurityPageTest {
  private static final Path PAGE = Path.of("..", "docs", "security.md");
  private static final String EXPERIMENT =
      """
      name = small
      simulator { name = linear-gaussian, settings.dimension = 1 }
      prior = [ { name = a, unit = "1", distribution = normal, mean = 0, deviation = 1 } ]
      """;

  @TempDir Path directory;

  @BeforeEach
  void writeWhatTheExamplesName() throws Exception {
    HeldCertificate held = new HeldCertificate.Builder().commonName("node").build();
    Files.writeString(directory.resolve("authority.pem"), held.certificatePem());
    Files.writeString(
        directory.resolve("node.pem"), held.privateKeyPkcs8Pem() + held.certificatePem());
    Files.writeString(directory.resolve("password"), "hunter-two\n");
    Path tokens = directory.resolve("tokens");
    assertEquals(0, Ran.of("token", "grafana", "read", "--file", tokens.toString()).status());
  }

  @Test
  void everyExampleIsValid() throws Exception {
    List<String> examples =
        Pattern.compile("```hocon\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE))
            .results()
            .map(block -> block.group(1))
            .toList();
    assertEquals(5, examples.size());
    Path file = directory.resolve("experiment.conf");
    for (String example : examples) {
      Files.writeString(file, EXPERIMENT + example);
      Ran ran = Ran.of("validate", file.toString(), "--json");
      assertEquals(0, ran.status(), example + ran.out() + ran.err());
      assertTrue(!ran.out().contains("hunter-two"), ran.out());
    }
  }
}
