package io.streambed.app.demo;

/** A demonstration that could not come to its end; the message is complete for people. */
public final class DemoFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  DemoFailure(String message) {
    super(message);
  }
}
