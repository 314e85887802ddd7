package io.streambed.app.command;

/** A command that could not do what was asked; the message is complete for people. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  CommandFailure(String message) {
    super(message);
  }
}
