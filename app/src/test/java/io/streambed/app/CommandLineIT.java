package io.streambed.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.node.DataDirectory;
import io.streambed.app.node.Node;
import io.streambed.app.node.NodeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A trained experiment that stays up, and the commands that talk to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandLineIT {

  @TempDir static Path directory;
  private static String experiment = "not written yet";
  private static String data = "not made yet";
  private static Ran demo = new Ran(-1, "", "");
  private static AutoCloseable node = () -> {};

  @BeforeAll
  static void trainAndStayUp() throws IOException {
    experiment = TinyExperiment.write(directory).toString();
    data = directory.resolve("data").toString();
    demo = Ran.of("demo", experiment, "--data", data, "--json");
    ExperimentPlan plan =
        ExperimentPlan.load(experiment, Map.of("checkpoint.directory", data + "/checkpoints"));
    node = Node.start(plan, NodeSettings.everything(new DataDirectory(Path.of(data))));
  }

  @AfterAll
  static void stop() throws Exception {
    node.close();
  }

  @Test
  void demoPrintsOneDocumentAndWritesAReportThatLoadsNothing() throws IOException {
    assertEquals(0, demo.status(), demo.err());
    JsonNode document = demo.json();
    assertEquals("tiny", document.get("experiment").asText());
    assertEquals(200, document.get("steps").asInt());
    assertTrue(document.get("pairs").asInt() >= 200 * 64);
    assertTrue(document.get("c2st").isNull());
    assertEquals(2, document.get("posterior").size());
    // Closed form: N(y/2, 0.05); a short training comes within a deviation of .22.
    assertEquals(0.15, document.at("/posterior/0/mean").asDouble(), 0.15);
    assertEquals(0.224, document.at("/posterior/0/sd").asDouble(), 0.1);
    // Closed form: N(y/2, 0.15) of each value, whose middle both values are .4 deviations from.
    assertEquals(300, document.at("/predictive/runs").asInt());
    assertEquals(0, document.at("/predictive/missing").asInt(-1));
    assertEquals(1, document.at("/predictive/inside90").asDouble());
    assertEquals(0.3, document.at("/predictive/p_value").asDouble(), 0.25);
    // At best half of a parameter's variance: .05 of .1 is left when the data are known.
    assertEquals(2000, document.at("/embedding/fitted").asInt());
    assertEquals(1000, document.at("/embedding/held_out").asInt());
    assertEquals("b", document.at("/embedding/parameters/1/parameter").asText());
    assertEquals(0.5, document.at("/embedding/parameters/1/r2").asDouble(), 0.15);
    String report = Files.readString(Path.of(document.get("report").asText()));
    assertFalse(report.contains("src=\"http"), "a script from elsewhere");
    assertFalse(report.contains("<link"), "a style from elsewhere");
  }

  @Test
  void anObservationGetsItsPosterior() throws IOException {
    Ran ran = observe("0.1,0.1", "--samples", "500");
    assertEquals(0, ran.status(), ran.err());
    assertEquals(2, ran.json().get("posterior").size());

    Ran listed =
        Ran.of("posteriors", experiment, "--data", data, "--format", "csv", "--sensor", "it");
    assertEquals(
        "observation,sensor,model_version,weight,observations,not_carried,late,verdict,a,b",
        listed.out().lines().findFirst().orElse(""));
    assertTrue(listed.out().lines().count() > 500, listed.err());
    Ran nobody = Ran.of("posteriors", experiment, "--data", data, "--sensor", "nobody");
    assertEquals("", nobody.out());
    assertTrue(nobody.err().contains("no posterior of nobody in tiny.posteriors; sensors that"));
    assertTrue(nobody.err().contains("it"), nobody.err());
  }

  @Test
  void aPosteriorIsWrittenToFilesOfEveryKind() throws IOException {
    assertEquals(0, observeBy("filed", "0.1,0.1", "--samples", "500").status());
    for (String[] files :
        new String[][] {{"f.nc", "f.png"}, {"f.csv", "f.svg"}, {"f.json", "g.svg"}}) {
      Path out = Path.of(data).resolve(files[0]);
      Path plot = Path.of(data).resolve(files[1]);
      Ran ran =
          posteriors(
              "--sensor", "filed", "--out", out.toString(), "--plot", plot.toString(), "--json");
      assertEquals(0, ran.status(), ran.err());
      assertEquals(plot.toString(), ran.json().at("/files/1/file").asText());
      assertEquals(1, ran.json().at("/files/0/posteriors").asInt());
      assertTrue(Files.size(out) > 500 * 2 * Double.BYTES / 2, out.toString());
      assertTrue(Files.size(plot) > 1000, plot.toString());
    }
    Path missing = Path.of(data).resolve("missing.csv");
    Ran nobody = posteriors("--sensor", "nobody", "--out", missing.toString());
    assertEquals(1, nobody.status());
    assertTrue(nobody.err().contains("sensors that have one: "), nobody.err());
    assertTrue(nobody.err().contains("filed"), nobody.err());
    assertFalse(Files.exists(missing), "a file of nothing");
  }

  @Test
  void aPictureHasTheReferenceBesideThePosteriorOfTheRecordAlone() throws IOException {
    Path file = Path.of(experiment).resolveSibling("referenced.conf");
    Files.writeString(
        file.resolveSibling("reference.csv"), "a,b\n0.1,-0.1\n0.2,-0.2\n0,0\n0.1,0\n0,-0.1\n");
    Files.writeString(
        file,
        Files.readString(Path.of(experiment))
            .replace(
                "file = observation.csv", "file = observation.csv, reference = reference.csv"));
    assertTrue(picture(file).contains("reference of the record"), "the demo's");
    assertEquals(0, observeBy("record", "0.1,0.1", "--samples", "500").status());
    assertFalse(picture(file).contains("reference of the record"), "of other data");
    assertEquals(0, observeBy("record", "0.3,-0.2", "--samples", "500").status());
    assertTrue(picture(file).contains("reference of the record"), "of the record again");
  }

  private String picture(Path file) throws IOException {
    Path plot = Path.of(data).resolve("record.svg");
    Ran ran =
        Ran.of(
            "posteriors",
            file.toString(),
            "--data",
            data,
            "--sensor",
            "record",
            "--plot",
            plot.toString());
    assertEquals(0, ran.status(), ran.err());
    return Files.readString(plot);
  }

  private Ran posteriors(String... more) {
    String[] arguments =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of("posteriors", experiment, "--data", data),
                java.util.Arrays.stream(more))
            .toArray(String[]::new);
    return Ran.of(arguments);
  }

  @Test
  void anObservationThatIsNotFiniteIsRefusedBeforeItIsSent() throws IOException {
    Ran ran = observe("NaN,0.1");
    assertEquals(2, ran.status());
    assertTrue(ran.err().contains("expected finite numbers only"), ran.err());
    assertEquals("", ran.out());
  }

  @Test
  void whoeverWaitsForARefusedObservationGetsTheReason() throws IOException {
    Ran ran = observe("0.1,0.1", "--samples", "100000000");
    assertEquals(1, ran.status());
    assertTrue(ran.err().contains("the observation was refused: "), ran.err());
    assertTrue(ran.err().contains("100000000"), ran.err());
    assertEquals("", ran.out());
  }

  @Test
  void anObservationOfTheWrongSizeNamesTheFileAndWhatWasExpected() throws IOException {
    Ran ran = observe("0.1");
    assertEquals(2, ran.status());
    assertTrue(ran.err().contains("expected 2 numbers"), ran.err());
  }

  @Test
  void statusSaysWhoIsUp() {
    JsonNode status = Ran.of("status", experiment, "--data", data, "--json").json();
    Set<String> up = new TreeSet<>();
    for (JsonNode process : status.get("processes")) {
      if (process.get("up").asBoolean()) {
        up.add(process.get("role").asText());
      }
    }
    assertEquals(Set.of("inference", "simulator", "trainer"), up, status.toString());
  }

  @Test
  void modelsAreListedShownVerifiedAndExported() throws IOException {
    assertEquals(0, Ran.of("model", "list", experiment, "--data", data).status());
    Ran shown = Ran.of("model", "show", experiment, "--data", data, "--json");
    assertEquals(demo.json().at("/model/sha256").asText(), shown.json().get("sha256").asText());
    assertEquals(0, Ran.of("model", "verify", experiment, "--data", data).status());
    String target = directory.resolve("export").toString();
    assertEquals(0, Ran.of("model", "export", experiment, "--data", data, "--to", target).status());
    assertTrue(Files.size(Path.of(target, "model.safetensors")) > 1000);
  }

  @Test
  void topicsAreAsDeclared() {
    Ran ran = Ran.of("topics", experiment, "--data", data);
    assertEquals(0, ran.status(), ran.out());
    assertEquals(11, ran.out().lines().count());
  }

  @Test
  void aSecondNodeOnTheSameDirectoryIsRefusedBeforeAnyWork() {
    Ran ran = Ran.of("demo", experiment, "--data", data);
    assertEquals(1, ran.status());
    assertTrue(ran.err().contains(data), ran.err());
  }

  @Test
  void aDemoWhoseEveryRunFailsEndsWithTheCause() throws IOException {
    Path file = TinyExperiment.write(directory.resolve("stubborn"));
    Files.writeString(
        file,
        Files.readString(file)
            .replace("name = linear-gaussian, settings.dimension = 2", "name = stubborn"));
    Ran ran = Ran.of("demo", file.toString());
    assertEquals(1, ran.status(), ran.err());
    assertTrue(ran.err().contains("streambed: all of the first"), ran.err());
    assertTrue(ran.err().contains("threw: "), ran.err());
    assertTrue(ran.err().contains("no licence for the solver"), ran.err());
  }

  private static Ran observe(String numbers, String... more) throws IOException {
    return observeBy("it", numbers, more);
  }

  private static Ran observeBy(String sensor, String numbers, String... more) throws IOException {
    Path file = Files.writeString(Files.createTempFile(directory, "y", ".csv"), numbers + "\n");
    String[] fixed = {
      "observe",
      experiment,
      "--data",
      data,
      "--sensor",
      sensor,
      "--file",
      file.toString(),
      "--wait",
      "--json"
    };
    String[] all = java.util.Arrays.copyOf(fixed, fixed.length + more.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return Ran.of(all);
  }
}
