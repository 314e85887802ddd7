package io.streambed.app.experiment;

import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The experiments that come with Streambed, and where the files of others are. */
public final class BuiltInExperiments {
  private static final List<String> NAMES =
      List.of(
          "lynx-hare",
          "lorenz96",
          "linear-gaussian",
          "gaussian-linear-uniform",
          "gaussian-mixture",
          "slcp",
          "slcp-distractors",
          "two-moons",
          "sir",
          "lotka-volterra",
          "bernoulli-glm",
          "unimodal",
          "redundant");

  private BuiltInExperiments() {}

  /** Their names. */
  public static List<String> names() {
    return NAMES;
  }

  /** The file of the built-in experiment {@code name}. */
  static URL file(String name) {
    String resource = "/experiments/%s/experiment.conf".formatted(name);
    return Objects.requireNonNull(BuiltInExperiments.class.getResource(resource), resource);
  }

  /**
   * The file of an experiment, a built-in name or else a path.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static URL locate(String nameOrFile) {
    if (NAMES.contains(nameOrFile)) {
      return file(nameOrFile);
    }
    Path path = Path.of(nameOrFile);
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw new IllegalArgumentException(
          "expected an experiment file or one of the built-in experiments %s, got %s: there is no such file"
              .formatted(NAMES, nameOrFile));
    }
    return url(path);
  }

  /**
   * Where {@code file} is.
   *
   * @throws IllegalArgumentException if it cannot be named so
   */
  public static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException problem) {
      throw new IllegalArgumentException("expected a file's name, got " + file, problem);
    }
  }
}
