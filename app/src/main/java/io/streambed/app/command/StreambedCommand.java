package io.streambed.app.command;

import org.slf4j.LoggerFactory;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The root of the command line. */
@Command(
    name = "streambed",
    description = "Simulation-based inference on streams.",
    mixinStandardHelpOptions = true,
    versionProvider = StreambedCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "1:failed", "2:wrong usage or configuration", "130:interrupted"},
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      ObserveCommand.class,
      PosteriorsCommand.class,
      StatusCommand.class,
      ValidateCommand.class,
      TopicsCommand.class,
      ModelCommand.class,
      TokenCommand.class,
      ExperimentsCommand.class,
      BenchmarkCommand.class,
      ReproduceCommand.class,
      DoctorCommand.class,
      GenerateCompletion.class,
      CommandLine.HelpCommand.class
    })
public final class StreambedCommand {

  @Option(
      names = "--verbose",
      description = "Show stack traces, and details on standard error.",
      scope = ScopeType.INHERIT)
  boolean verbose;

  private StreambedCommand() {}

  /** The whole command line, with its messages and exit statuses. */
  public static CommandLine commandLine() {
    // Before there are threads: what two of them log while logging starts would be announced.
    LoggerFactory.getILoggerFactory();
    StreambedCommand root = new StreambedCommand();
    Failures failures = new Failures(() -> root.verbose);
    return new CommandLine(root)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpLongOptionsMaxWidth(34)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures)
        .setExecutionStrategy(root::execute);
  }

  /** As the build wrote it into the jar; classes that were not packed know none. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = StreambedCommand.class.getPackage().getImplementationVersion();
      return new String[] {"streambed " + (version == null ? "(not packed)" : version)};
    }
  }

  private int execute(ParseResult arguments) {
    if (verbose) {
      Logs.showDetails();
    }
    return new CommandLine.RunLast().execute(arguments);
  }
}
