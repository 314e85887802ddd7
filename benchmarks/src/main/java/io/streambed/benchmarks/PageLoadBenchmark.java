package io.streambed.benchmarks;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.node.DataDirectory;
import io.streambed.app.node.Node;
import io.streambed.app.node.NodeSettings;
import io.streambed.browser.Browser;
import io.streambed.inference.document.Json;
import io.streambed.topics.experiment.PinnedObservation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The live page in Chromium while a sensor sends once a second and training goes on: when it is of
 * use, whether it stays smooth while pair plots of 10,000 draws change, and what it takes in memory
 * over time. Arguments: experiment (linear-gaussian), minutes (60), steps of training before, and
 * between two models (1000).
 */
public final class PageLoadBenchmark {
  private static final int ENDLESS = 100_000_000;
  private static final int LOADS = 5;
  private static final int SMOOTH_SECONDS = 60;
  private static final int MANY = 10_000;
  private static final int SAMPLES = 1000;

  private final ExperimentPlan plan;
  private final PinnedObservation pinned;
  private final DataDirectory data;
  private final int minutes;

  /**
   * @param loads of fresh tabs
   * @param smooth while pair plots of 10,000 draws change
   * @param memory minute by minute, with 1,000 draws a second
   */
  record Result(
      String benchmark,
      Machine machine,
      String experiment,
      int parameters,
      List<PageFigures.Load> loads,
      PageFigures.Smoothness smooth,
      List<PageFigures.Memory> memory) {}

  private PageLoadBenchmark(String experiment, DataDirectory data, int minutes, int steps) {
    this.data = data;
    this.minutes = minutes;
    plan =
        ExperimentPlan.load(
            experiment,
            Map.of(
                "training.steps",
                ENDLESS,
                "training.publish-every",
                steps,
                "narrowing.steps",
                List.of(),
                "checkpoint.directory",
                data.checkpoints().toString(),
                "http.port",
                0));
    PinnedObservation found = plan.experiment().pinned();
    if (found == null) {
      throw new IllegalArgumentException(
          "expected an experiment with observation.file, got " + experiment);
    }
    pinned = found;
  }

  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    Arguments arguments = new Arguments(args);
    Path program =
        Browser.program()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "expected a Chromium on the PATH or in STREAMBED_CHROMIUM, found none"));
    try (TemporaryDirectory directory = TemporaryDirectory.create()) {
      DataDirectory data = new DataDirectory(directory.path().resolve("node"));
      new PageLoadBenchmark(
              arguments.text(0, "linear-gaussian"),
              data,
              arguments.count(1, 60),
              arguments.count(2, 1000))
          .run(program, directory.path().resolve("profile"));
    }
  }

  private void run(Path program, Path profile) throws Exception {
    Machine machine = Machine.here();
    System.out.println(machine);
    try (Node node = Node.start(plan, NodeSettings.everything(data).withPage());
        Loop loop = Loop.of(node)) {
      loop.await(state -> Loop.serves(state, 1));
      try (SteadySensor sensor = new SteadySensor(node.client(), pinned.data());
          Browser browser = Browser.start(program, profile)) {
        sensor.send(MANY);
        String page = node.page().orElseThrow() + "#sensor/" + SteadySensor.NAME;
        List<PageFigures.Load> loads = new ArrayList<>();
        for (int i = 0; i < LOADS; i++) {
          loads.add(PageFigures.load(browser, page));
          System.out.println(loads.get(i));
        }
        PageFigures figures = PageFigures.open(browser, page);
        PageFigures.Smoothness smooth = figures.smoothness(Duration.ofSeconds(SMOOTH_SECONDS));
        System.out.println(smooth);
        sensor.send(SAMPLES);
        List<PageFigures.Memory> memory = new ArrayList<>();
        for (int minute = 0; minute <= minutes; minute++) {
          memory.add(figures.memory(minute));
          System.out.println(memory.get(minute));
          if (minute < minutes) {
            figures.rest(Duration.ofMinutes(1));
          }
        }
        System.out.println(
            Json.text(
                new Result(
                    "page-load",
                    machine,
                    plan.experiment().name(),
                    plan.experiment().prior().size(),
                    loads,
                    smooth,
                    memory)));
      }
    }
  }
}
