package io.streambed.app.browser;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.node.DataDirectory;
import io.streambed.app.node.Node;
import io.streambed.app.node.NodeSettings;
import io.streambed.browser.Browser;
import io.streambed.browser.Tab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pictures of the live page in the documents: the default experiment, trained for some minutes
 * and asked for its record. Only where streambed.pictures names the folder to write them to.
 */
@EnabledIfSystemProperty(named = PagePictureIT.FOLDER, matches = ".+")
class PagePictureIT {
  static final String FOLDER = "streambed.pictures";

  private static final List<Integer> ROUNDS = List.of(200, 200, 350, 2_000_000);
  private static final int MODELS = 6;
  private static final int PARAMETERS = 8;
  private static final long MOST_BYTES = 300_000;

  @TempDir Path directory;

  @Test
  @Timeout(1800)
  void theDefaultExperimentOnALaptopAndATelephone() throws Exception {
    ExperimentPlan plan =
        ExperimentPlan.load(
            "lynx-hare",
            Map.of(
                "narrowing.steps",
                ROUNDS,
                "training.publish-every",
                250,
                "checkpoint.directory",
                directory.resolve("checkpoints").toString(),
                "http.port",
                0));
    NodeSettings settings =
        NodeSettings.everything(new DataDirectory(directory.resolve("data"))).withPage();
    try (Node node = Node.start(plan, settings);
        Browser browser =
            Browser.start(Browser.program().orElseThrow(), directory.resolve("profile"))) {
      Tab tab = browser.tab().size(1280, 800, false).open(node.page().orElseThrow().toString());
      tab.awaitWithin(
          1500, "document.querySelectorAll('#models-table tbody tr').length >= " + MODELS);
      tab.evaluate("document.querySelector('#observe').click()");
      tab.await("document.querySelector('#pairs').dataset.number === '1'");
      shoot(tab.size(1280, 1130, false).scheme("light"), "page-laptop.png");
      shoot(tab.size(390, 844, true).scheme("dark"), "page-telephone.png");
    }
  }

  private static void shoot(Tab tab, String name) throws IOException {
    tab.evaluate("scrollTo(0, 0)");
    // Charts are drawn again at the next look.
    tab.evaluate("new Promise(done => setTimeout(done, 3000))");
    Path file = Path.of(Objects.requireNonNull(System.getProperty(FOLDER))).resolve(name);
    Shown.assertNewest(tab, "page", PARAMETERS);
    tab.screenshot(file, false);
    assertTrue(
        Files.size(file) < MOST_BYTES,
        "expected at most %d bytes, got %d".formatted(MOST_BYTES, Files.size(file)));
  }
}
