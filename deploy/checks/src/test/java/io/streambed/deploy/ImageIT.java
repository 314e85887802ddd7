package io.streambed.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.streambed.deploy.DeployFolder.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image, unpacked and started as a container is: in namespaces of its own, its root read-only,
 * as its user. Where it was built (-Pimage) and this is root on Linux.
 */
@Timeout(600)
class ImageIT {
  private static final Path FOLDER = DeployFolder.PATH.resolve("image");
  private static final Path TAR = FOLDER.resolve("target/streambed-image.tar");
  private static final Path UNPACKED = FOLDER.resolve("target/unpacked");

  @TempDir private Path directory;

  @BeforeAll
  static void unpack() throws Exception {
    assumeTrue(Files.exists(TAR), "no image was built; mvn -Pimage verify builds one");
    assumeTrue("root".equals(System.getProperty("user.name")), "not root");
    assumeTrue(OverlaysTest.isThere("unshare") && OverlaysTest.isThere("setpriv"), "no util-linux");
    Path log = Files.createTempFile("unpack", ".log");
    List<String> command =
        List.of(FOLDER.resolve("unpack.sh").toString(), TAR.toString(), UNPACKED.toString());
    try (Pod unpack = Pod.start(command, Map.of(), log)) {
      assertEquals(0, unpack.end(), unpack::said);
    }
  }

  @Test
  void itIsFitByItsOwnWord() throws Exception {
    Path data = writable(directory.resolve("data"));
    Path log = directory.resolve("said");
    try (Pod doctor = Pod.start(enter(data, List.of("doctor")), Map.of(), log)) {
      assertEquals(0, doctor.end(), doctor::said);
      assertTrue(doctor.said().contains("ok    "), doctor::said);
    }
  }

  @Test
  void thePodsOfTheManifestsTrainAndAnswerWithoutRootAndWithoutWritingToTheImage()
      throws Exception {
    try (Pods pods = Pods.start(new Containers(), directory)) {
      pods.answer();
      Iterator<Document> workloads = WorkloadsTest.workloads().iterator();
      for (Pod pod : pods.all()) {
        long java = pod.java().pid();
        probe(workloads.next(), java);
        String status = Files.readString(Path.of("/proc/" + java + "/status"));
        assertTrue(status.matches("(?s).*\nUid:\t10001\t10001\t10001\t10001\n.*"), status);
        assertTrue(status.contains("\nCapEff:\t0000000000000000\n"), status);
        assertTrue(status.contains("\nNoNewPrivs:\t1\n"), status);
        List<String> mounts = Files.readAllLines(Path.of("/proc/" + java + "/mountinfo"));
        assertTrue(mounts.stream().anyMatch(ImageIT::isReadOnlyRoot), mounts::toString);
      }
      pods.stop();
    }
  }

  /** Does what its manifest says to find out whether it lives, as the cluster would. */
  private void probe(Document workload, long java) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("nsenter", "--target", Long.toString(java), "--mount", "--pid", "--root"));
    command.addAll(List.of("--wd", "--setgid", "10001", "--setuid", "10001"));
    workload
        .content()
        .at("/spec/template/spec/containers/0/livenessProbe/exec/command")
        .forEach(word -> command.add(word.asText()));
    if (!command.get(command.size() - 1).equals("10001")) {
      try (Pod probe = Pod.start(command, Map.of(), directory.resolve("probe"))) {
        assertEquals(0, probe.end(), probe::said);
      }
    }
  }

  /** Fields 5 and 6 are where it is mounted and how. */
  private static boolean isReadOnlyRoot(String mount) {
    List<String> fields = List.of(mount.split(" ", -1));
    return fields.get(4).equals("/") && fields.get(5).startsWith("ro");
  }

  private static List<String> enter(Path data, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(FOLDER.resolve("enter.sh").toString(), UNPACKED.toString(), data.toString()));
    command.addAll(arguments);
    return command;
  }

  private static Path writable(Path folder) throws IOException {
    Files.createDirectories(folder);
    return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  private static final class Containers implements Pods.Place {
    @Override
    public Path named(Path folder) {
      return Path.of("/data");
    }

    @Override
    public List<String> command(Path folder, List<String> arguments) {
      try {
        return enter(writable(folder), arguments);
      } catch (IOException problem) {
        throw new UncheckedIOException(problem);
      }
    }
  }
}
