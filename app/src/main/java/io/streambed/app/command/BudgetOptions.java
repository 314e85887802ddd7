package io.streambed.app.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long to train: one of the two. */
final class BudgetOptions {

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Gradient steps in all; narrowing rounds keep their shares.")
  @Nullable Long steps;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "Minutes of training; the model then depends on the machine.")
  @Nullable Double minutes;
}
