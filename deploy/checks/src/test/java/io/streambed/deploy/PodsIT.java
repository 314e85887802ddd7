package io.streambed.deploy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The pods of the manifests as processes of this machine. */
class PodsIT {
  @TempDir private Path directory;

  @Test
  @Timeout(600)
  void thePodsTrainAnswerAndShowFiguresWithTheUsersOfTheManifests() throws Exception {
    try (Pods pods = Pods.start(new ThisMachine(), directory)) {
      pods.answer();
      pods.show(MonitoringTest.figures());
      pods.stop();
    }
  }

  private static final class ThisMachine implements Pods.Place {
    @Override
    public Path named(Path folder) {
      return folder;
    }

    @Override
    public List<String> command(Path folder, List<String> arguments) {
      return Pod.java(arguments);
    }
  }
}
