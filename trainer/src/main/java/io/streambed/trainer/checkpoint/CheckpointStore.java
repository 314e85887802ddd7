package io.streambed.trainer.checkpoint;

import java.nio.file.Path;
import java.util.Optional;

/** Keeps the newest checkpoints of one training. Thread-safe. */
public interface CheckpointStore extends AutoCloseable {

  /**
   * A store in a folder of its own, which is made if need be and locked: one process at a time.
   *
   * @throws CheckpointException if it cannot be made or written, or another process holds it
   */
  static CheckpointStore open(Path folder) {
    return FolderStore.open(folder);
  }

  /**
   * Looks whether the checkpoints that are kept, and one that is being written, have room.
   *
   * @param bytes of one
   * @throws CheckpointException if they have not
   */
  void requireRoom(long bytes);

  /**
   * Writes a checkpoint; it is safe when this returns. One that is behind the last is not written.
   *
   * @throws CheckpointException if that fails; the ones before are untouched
   */
  void save(Checkpoint checkpoint);

  /**
   * The newest checkpoint whose hash is right; empty if there has been none.
   *
   * @param expected fingerprint of the experiment at hand
   * @throws CheckpointException if it is of another experiment, or none is whole
   */
  Optional<Checkpoint> load(Fingerprint expected);

  /** Lets go of what it holds; the checkpoints stay. */
  @Override
  void close();
}
