package io.streambed.trainer.checkpoint;

/** A checkpoint cannot be written, or none can be read; the message names folder and cause. */
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CheckpointException(String message) {
    super(message);
  }

  CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
