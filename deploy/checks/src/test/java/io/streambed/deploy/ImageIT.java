package io.streambed.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The image, unpacked and started as a container is; where it was built (-Pimage) and this is root on Linux. */
class ImageIT {
  private static final Path IMAGE =
      DeployFolder.PATH.resolve("image/target/streambed-image.tar");

  @Test
  @Timeout(600)
  void itTrainsAndAnswersWithoutRootAndWithoutWritingToItself() throws Exception {
    assumeTrue(Files.exists(IMAGE), "no image was built; mvn -Pimage verify builds one");
    assumeTrue("root".equals(System.getProperty("user.name")), "not root");
    assumeTrue(OverlaysTest.isThere("unshare") && OverlaysTest.isThere("setpriv"), "no util-linux");
    Process process =
        new ProcessBuilder(DeployFolder.PATH.resolve("image/try.sh").toString(), IMAGE.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertTrue(said.contains("mean_1") || said.contains("posterior"), said);
    assertTrue(said.contains("of another user than 10001: 0"), said);
  }
}
