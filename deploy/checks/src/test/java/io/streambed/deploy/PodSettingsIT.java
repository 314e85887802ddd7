package io.streambed.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.deploy.DeployFolder.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The experiment in the environment of each pod, with files where its volumes have them. */
@Timeout(120)
class PodSettingsIT {
  private static final String TOKEN = "prometheus read " + "0".repeat(64) + "\n";

  @TempDir private static Path mounts;

  static Stream<Document> pods() {
    Path trainers = DeployFolder.KUBERNETES.resolve("overlays/production/trainer.yaml");
    return Stream.concat(
        WorkloadsTest.workloads().stream(), DeployFolder.documents(trainers).stream());
  }

  @BeforeAll
  static void mount() throws IOException {
    HeldCertificate certificate = new HeldCertificate.Builder().rsa2048().build();
    write("kafka/authority/ca.crt", certificate.certificatePem());
    write("kafka/identity/user.crt", certificate.certificatePem());
    write("kafka/identity/user.key", certificate.privateKeyPkcs8Pem());
    write("http/tokens", TOKEN);
  }

  @ParameterizedTest
  @MethodSource("pods")
  void aPodsEnvironmentMakesAValidExperiment(Document pod) throws Exception {
    try (Pod validation =
        Pod.start(
            Pod.java(List.of("validate", DeployFolder.EXPERIMENT.toString())),
            Pod.environment(pod, file -> mounts.resolve(file.substring(1)).toString()),
            mounts.resolve("said"))) {
      assertEquals(0, validation.end(), validation::said);
    }
  }

  private static void write(String file, String content) throws IOException {
    Path path = mounts.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }
}
