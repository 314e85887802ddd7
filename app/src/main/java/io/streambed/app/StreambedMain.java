package io.streambed.app;

import io.streambed.app.command.StreambedCommand;

/** The {@code streambed} command line. */
public final class StreambedMain {

  private StreambedMain() {}

  public static void main(String[] arguments) {
    System.exit(StreambedCommand.commandLine().execute(arguments));
  }
}
