package io.streambed.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.topics.experiment.FileSettings;
import io.streambed.topics.experiment.InvalidSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaSettingsTest {
  @TempDir private Path directory;

  @Test
  void theSectionIsReadWithItsFreeProperties() throws IOException {
    KafkaSettings settings =
        read(
            """
            kafka {
              bootstrap-servers = "one:9092,two:9092"
              replication-factor = 3
              client-id = node-1
              instance = simulator-7
              properties { fetch.min.bytes = 1, "metadata.max.age.ms" = "5" }
            }
            """);
    assertEquals(
        new KafkaSettings(
            "one:9092,two:9092",
            3,
            "node-1",
            Optional.of("simulator-7"),
            Map.of("fetch.min.bytes", "1", "metadata.max.age.ms", "5")),
        settings);
  }

  @Test
  void withoutASectionOneLocalBrokerIsMeant() throws IOException {
    assertEquals(KafkaSettings.local("localhost:9092", "streambed"), read(""));
  }

  @Test
  void aReplicationFactorOfZeroIsNamedWithItsPath() {
    InvalidSettings invalid =
        assertThrows(InvalidSettings.class, () -> read("kafka { replication-factor = 0 }"));
    assertTrue(
        String.valueOf(invalid.getMessage()).contains("kafka.replication-factor"),
        invalid.getMessage());
  }

  private KafkaSettings read(String content) throws IOException {
    Path file = directory.resolve("experiment.conf");
    Files.writeString(file, content);
    return FileSettings.load(file.toUri().toURL(), Map.of()).checked(KafkaSettings::from);
  }
}
