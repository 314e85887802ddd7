package io.streambed.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/** A broker's durable directory: checked, locked against a second broker, formatted once. */
final class BrokerDirectory implements AutoCloseable {
  private final Path root;
  private final FileChannel lock;

  private BrokerDirectory(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Makes the directory where it is missing, and locks it until {@link #close} or the end of this
   * process, however it ends.
   *
   * @throws BrokerStartException if it cannot be written, is held by another broker, or lies on a
   *     disk with less free space than {@code settings} ask for
   */
  static BrokerDirectory open(EmbeddedBrokerSettings settings) {
    Path root = settings.directory();
    try {
      Files.createDirectories(root);
      FileChannel lock = lock(root);
      long free = Files.getFileStore(root).getUsableSpace();
      if (free < settings.minimumFreeBytes()) {
        lock.close();
        throw new BrokerStartException(
            "The disk of %s has %d MiB free: expected at least %d MiB. Free some space or choose another directory."
                .formatted(root, free >> 20, settings.minimumFreeBytes() >> 20));
      }
      return new BrokerDirectory(root, lock);
    } catch (IOException e) {
      throw new BrokerStartException(
          "Cannot write to %s (%s: %s): expected a directory that this user may write. Choose another directory."
              .formatted(root, e.getClass().getSimpleName(), e.getMessage()),
          e);
    }
  }

  private static FileChannel lock(Path root) throws IOException {
    Path file = root.resolve("broker.lock");
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new BrokerStartException(
          "The data directory %s is in use by the broker of process %s: expected no other. Stop that process or choose another directory."
              .formatted(root, Files.readString(file).strip()));
    }
    channel.truncate(0);
    String owner = Long.toString(ProcessHandle.current().pid());
    channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.US_ASCII)), 0);
    return channel;
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  Path root() {
    return root;
  }

  /** Where the broker keeps its logs. */
  Path logs() {
    return root.resolve("logs");
  }

  /**
   * Formats the logs for node {@code node} of a cluster unless that is done; a torn attempt is
   * begun anew.
   *
   * @param scram users that are there from then on
   */
  void format(int node, String cluster, String controllerListener, List<String> scram)
      throws Exception {
    if (Files.exists(logs())) {
      return;
    }
    Path draft = root.resolve("logs.draft");
    delete(draft);
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(node)
        .setClusterId(cluster)
        .setDirectories(List.of(draft.toString()))
        .setMetadataLogDirectory(draft.toString())
        .setControllerListenerName(controllerListener)
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setIgnoreFormatted(false)
        .setScramArguments(scram)
        .run();
    Files.move(draft, logs(), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release the lock of " + root, e);
    }
  }
}
