package io.streambed.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.node.DataDirectory;
import io.streambed.app.node.Node;
import io.streambed.app.node.NodeSettings;
import io.streambed.app.node.Role;
import io.streambed.app.node.Waiting;
import io.streambed.app.progress.RunState;
import io.streambed.app.progress.RunWatch;
import io.streambed.topics.model.ModelArrival.Arrived;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReproducibilityIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** Enough to be at work still when the first checkpoint is heard of, a second or two in. */
  private static final int LONG = 6000;

  @TempDir static Path directory;
  private Path experiment = Path.of("not written yet");
  private String undisturbed = "not trained yet";

  @BeforeAll
  void trainWithOneWorker() throws IOException {
    experiment = TinyExperiment.write(directory);
    undisturbed = train(experiment, TinyExperiment.STEPS, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void anyNumberOfWorkersGivesTheSameWeights(int workers) {
    assertEquals(undisturbed, train(experiment, TinyExperiment.STEPS, workers));
  }

  @Test
  void aTrainerKilledAtARandomStepAndResumedGivesTheSameWeights() throws Exception {
    int step = 30 + new Random(5).nextInt(LONG / 4);
    Path longer = TinyExperiment.write(directory.resolve("longer"), LONG);
    String whole = train(longer, LONG, 2);
    ExperimentPlan plan = ExperimentPlan.load(longer.toString(), Map.of());
    NodeSettings simulators =
        new NodeSettings(
            EnumSet.of(Role.SIMULATOR),
            new DataDirectory(directory.resolve("simulators")),
            Optional.empty());
    try (Node node = Node.start(plan, simulators);
        RunWatch watch =
            Waiting.on(RunWatch.start(node.system(), node.client(), state -> {}), LIMIT)) {
      Process killed = trainer(longer, node);
      await(
          watch,
          state ->
              state.figure("trainer", "steps") >= step
                  && state.figure("trainer", "checkpoint_steps") > 0);
      killed.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      assertFalse(finished(watch.state()), "the trainer had finished before it was killed");

      Process resumed = trainer(longer, node);
      await(watch, ReproducibilityIT::finished);
      String weights = lastWeights(node);
      resumed.destroy();

      assertEquals(whole, weights);
      String log = Files.readString(directory.resolve("trainer/streambed.log"));
      Matcher resumption = Pattern.compile("goes on at round 0, step (\\d+)").matcher(log);
      assertTrue(resumption.find(), "the second trainer began anew");
      int from = Integer.parseInt(resumption.group(1));
      assertTrue(from > 0 && from < LONG, "resumed at step " + from);
      assertTrue(resumed.waitFor(30, TimeUnit.SECONDS), "the trainer did not stop");
    }
  }

  private static String train(Path experiment, int steps, int workers) {
    Ran ran =
        Ran.of(
            "demo",
            experiment.toString(),
            "--workers",
            "" + workers,
            "--json",
            "--data",
            experiment.resolveSibling("workers-" + workers).toString());
    assertEquals(0, ran.status(), ran.err());
    assertEquals(steps, ran.json().get("steps").asInt());
    return ran.json().at("/model/sha256").asText();
  }

  private static Process trainer(Path experiment, Node node) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            "io.streambed.app.StreambedMain",
            "run",
            experiment.toString(),
            "--roles",
            "trainer",
            "--kafka",
            node.client().settings().bootstrapServers(),
            "--data",
            directory.resolve("trainer").toString())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("trainer.out").toFile())
        .start();
  }

  private static void await(RunWatch watch, Predicate<RunState> expected) {
    Waiting.on(watch.until(expected), LIMIT);
  }

  private static boolean finished(RunState state) {
    return state.note("trainer", "phase").equals("finished");
  }

  private static String lastWeights(Node node) {
    return Waiting.on(
        node.client()
            .models()
            .all()
            .<Arrived>mapConcat(
                arrival -> arrival instanceof Arrived model ? List.of(model) : List.of())
            .filter(model -> model.snapshot().provenance().step() == LONG)
            .map(Arrived::sha256)
            .runWith(Sink.head(), node.system()),
        LIMIT);
  }
}
