package io.streambed.app.command;

import io.streambed.app.demo.DemoFailure;
import io.streambed.app.node.RoleFailure;
import io.streambed.app.node.StaleTopics;
import io.streambed.broker.BrokerStartException;
import io.streambed.topics.BrokerException;
import io.streambed.topics.experiment.InvalidSettings;
import io.streambed.trainer.checkpoint.CheckpointException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into a message for people and an exit status. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;
  private static final int INTERRUPTED = 130;

  private final BooleanSupplier verbose;

  /**
   * @param verbose whether stack traces are wanted
   */
  Failures(BooleanSupplier verbose) {
    this.verbose = verbose;
  }

  @Override
  public int handleParseException(ParameterException problem, String[] arguments) {
    CommandLine command = problem.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("streambed: " + problem.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(problem, err);
    err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return WRONG_USAGE;
  }

  @Override
  public int handleExecutionException(
      Exception problem, CommandLine command, ParseResult arguments) {
    Throwable cause = unwrapped(problem);
    PrintWriter err = command.getErr();
    if (!(cause instanceof CancellationException)) {
      err.println("streambed: " + message(cause));
    }
    if (verbose.getAsBoolean()) {
      cause.printStackTrace(err);
    }
    err.flush();
    return status(cause);
  }

  private static int status(Throwable cause) {
    if (cause instanceof CancellationException) {
      return INTERRUPTED;
    }
    boolean usage = cause instanceof InvalidSettings || cause instanceof IllegalArgumentException;
    return usage ? WRONG_USAGE : FAILED;
  }

  private static String message(Throwable cause) {
    String text = cause.getMessage();
    boolean complete =
        cause instanceof InvalidSettings
            || cause instanceof IllegalArgumentException
            || cause instanceof BrokerException
            || cause instanceof BrokerStartException
            || cause instanceof CheckpointException
            || cause instanceof CommandFailure
            || cause instanceof DemoFailure
            || cause instanceof RoleFailure
            || cause instanceof StaleTopics
            || cause instanceof UncheckedIOException
            || cause.getClass() == IOException.class;
    if (complete && text != null) {
      return text;
    }
    if (cause instanceof TimeoutException) {
      return "no answer came in time; `streambed status` shows who is up";
    }
    return "unexpected failure: %s; --verbose shows where".formatted(cause);
  }

  private static Throwable unwrapped(Throwable problem) {
    Throwable cause = problem;
    while ((cause instanceof CompletionException
            || (cause instanceof IllegalStateException
                && cause.getCause() instanceof TimeoutException))
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
