package io.streambed.topics.experiment;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Tensor;
import io.streambed.science.network.Safetensors;
import io.streambed.topics.HostileInput;
import io.streambed.topics.KafkaSettings;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the bytes of a file, it is read or refused. */
class HostileFilesTest {
  private static final int SHORT = 3_000;
  private static final int LONG = 300_000;

  private static final String FILE =
      """
      name = small
      simulator { name = linear-gaussian, settings.dimension = 2 }
      prior = [
        { name = a, unit = "1", distribution = normal, mean = 0, deviation = 1 }
        { name = b, unit = "1", distribution = uniform, lower = 0, upper = ${training.batch} }
      ]
      training { batch = 64, window = 1024 }
      kafka { bootstrap-servers = "there:9092", properties { fetch.min.bytes = 1 } }
      """;

  @TempDir Path directory;

  @Test
  void anExperimentFileIsReadOrRefused() {
    experiments().feed(List.of(bytes(FILE)), 20261201, SHORT);
  }

  @Test
  void whatIsTooLargeTooDeepOrGrowsIsRefused() throws IOException {
    assertRefused("name = \"" + "x".repeat(2 << 20) + "\"", "at most 1024 KiB");
    assertRefused("a = " + "[".repeat(200_000), "nested");
    assertRefused("a" + ".a".repeat(200_000) + " = 1", "nested");
    StringBuilder growing = new StringBuilder("a0 = 0123456789\n");
    for (int i = 1; i < 40; i++) {
      growing.append("a%d = ${a%d}${a%d}\n".formatted(i, i - 1, i - 1));
    }
    assertRefused(growing.toString(), "at most 16 substitutions");
    assertRefused("include url(\"http://127.0.0.1:1/x.conf\")", "no include of an address");
  }

  @Test
  void aFileOfDataIsReadOrRefused() {
    data().feed(List.of(bytes("# y\na,b\n1.5, -2e3\n3; 4\n5 6\n")), 20261202, SHORT);
  }

  @Test
  void safetensorsAreReadOrRefused() {
    safetensors().feed(List.of(tensors()), 20261203, 4 * SHORT);
  }

  @Tag("slow")
  @Test
  void manyMoreAreReadOrRefused() {
    experiments().feed(List.of(bytes(FILE)), 1, LONG / 10);
    data().feed(List.of(bytes("# y\na,b\n1.5, -2e3\n3; 4\n5 6\n")), 2, LONG);
    safetensors().feed(List.of(tensors()), 3, 10 * LONG);
  }

  private HostileInput experiments() {
    Path file = directory.resolve("experiment.conf");
    return new HostileInput(
        input -> {
          Files.write(file, input);
          CheckedSettings settings = FileSettings.load(file.toUri().toURL(), Map.of());
          settings.attempt(KafkaSettings::from);
          settings.checked(ExperimentSettings::from);
        },
        InvalidSettings.class);
  }

  private static HostileInput data() {
    return new HostileInput(
        input ->
            DataFile.read(
                new StringReader(new String(input, StandardCharsets.UTF_8)), List.of(2, 3)),
        IllegalArgumentException.class);
  }

  private static HostileInput safetensors() {
    return new HostileInput(Safetensors::read, IllegalArgumentException.class);
  }

  private void assertRefused(String content, String words) throws IOException {
    Path file = Files.writeString(directory.resolve("bad.conf"), content);
    InvalidSettings refused =
        assertThrows(
            InvalidSettings.class, () -> FileSettings.load(file.toUri().toURL(), Map.of()));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains(words), message.substring(0, Math.min(500, message.length())));
  }

  private static byte[] tensors() {
    return Safetensors.write(
        new TreeMap<>(
            Map.of(
                "w", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3),
                "b", Tensor.of(new float[] {7}, 1))));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
