package io.streambed.app.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The models of an experiment. */
@Command(
    name = "model",
    description = "List, show, export or verify the models that an experiment keeps.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ModelListCommand.class,
      ModelShowCommand.class,
      ModelExportCommand.class,
      ModelVerifyCommand.class,
      CommandLine.HelpCommand.class
    })
final class ModelCommand {}
