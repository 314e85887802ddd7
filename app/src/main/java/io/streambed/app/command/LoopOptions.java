package io.streambed.app.command;

import io.streambed.app.node.DataDirectory;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How to run the whole loop in this process. */
final class LoopOptions {

  @Option(names = "--workers", paramLabel = "N", description = "Simulations at once.")
  @Nullable Integer workers;

  @Option(names = "--seed", paramLabel = "S", description = "The experiment's seed.")
  @Nullable Long seed;

  @ArgGroup @Nullable BudgetOptions budget;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Keep all of it here, and go on from what is here; default: a new temporary directory.")
  @Nullable Path data;

  /** Where reports go: beside all else that is kept, or where the command was called. */
  Path reports() {
    return data == null ? Path.of("") : data;
  }

  /**
   * Settings that win over an experiment's file.
   *
   * @param more others that do, before the options
   */
  Map<String, Object> overrides(
      String experiment, DataDirectory directory, Map<String, Object> more) {
    Overrides overrides = new Overrides();
    more.forEach(overrides::put);
    return overrides
        .put("seed", seed)
        .put("simulation.workers", workers)
        .put("checkpoint.directory", directory.checkpoints().toString())
        .budget(budget, experiment)
        .values();
  }

  /**
   * The command line that goes on from {@code directory}.
   *
   * @param command for example {@code demo}
   * @param name what it is to run
   */
  String again(String command, String name, DataDirectory directory) {
    StringBuilder line = new StringBuilder(quoted(Terminal.command()));
    line.append(' ').append(command).append(' ').append(quoted(name));
    line.append(" --data ").append(quoted(directory.path().toString()));
    append(line, "--seed", seed);
    append(line, "--workers", workers);
    if (budget != null) {
      append(line, "--steps", budget.steps);
      append(line, "--minutes", budget.minutes);
    }
    return line.toString();
  }

  private static void append(StringBuilder line, String option, @Nullable Object value) {
    if (value != null) {
      line.append(' ').append(option).append(' ').append(value);
    }
  }

  /** As a shell reads it back. */
  private static String quoted(String word) {
    return word.matches("[\\w./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
