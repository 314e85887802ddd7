package io.streambed.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Parameters;
import io.streambed.science.simulator.Simulator;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README tells users to write does what it says. */
class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");

  @TempDir Path directory;

  @Test
  void itsSimulatorCompilesAsItStandsAndRuns() throws Exception {
    compile("Decay", block(README, "java"));
    try (URLClassLoader classes =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
      Simulator decay =
          (Simulator) classes.loadClass("my.Decay").getDeclaredConstructor().newInstance();

      float first = decay.simulate(Parameters.of(3, 0.5), RandomSource.KISS.create(1)).get(0);

      assertEquals("decay", decay.name());
      assertEquals(List.of(20), decay.dataShape());
      // Noise of deviation .1: five of them.
      assertEquals(3, first, 0.5);
    }
  }

  @Test
  void itsExperimentFileIsValidButForTheSimulatorThatIsNotHere() throws Exception {
    Path file = directory.resolve("decay.conf");
    Files.writeString(file, block(README, "hocon"));
    Files.writeString(directory.resolve("y.csv"), "1,".repeat(19) + "1\n");

    Ran ran = Ran.of("validate", file.toString());

    assertEquals(2, ran.status());
    assertEquals(1, ran.err().lines().filter(line -> line.contains("expected")).count(), ran.err());
    assertTrue(ran.err().contains("simulator.name"), ran.err());
  }

  @Test
  void theExampleOfTheClientCompilesAsItStands() throws Exception {
    compile("Ask", block(Path.of("..", "docs", "client.md"), "java"));
  }

  private void compile(String name, String text) throws Exception {
    Path source = Files.createDirectory(directory.resolve("my")).resolve(name + ".java");
    Files.writeString(source, text);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                directory.toString(),
                source.toString());
    assertEquals(0, status);
  }

  @Test
  void itIsAtMost150Lines() throws Exception {
    assertTrue(Files.readAllLines(README).size() <= 150);
  }

  private static String block(Path document, String language) throws Exception {
    Matcher block =
        Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(document));
    assertTrue(block.find(), "expected a block of " + language + " in " + document);
    return block.group(1);
  }
}
