package io.streambed.trainer.checkpoint;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checkpoints in a folder of their own: written to a temporary file, forced to disk, renamed. The
 * last two stay. Each ends with the SHA-256 of what stands before; one whose hash is wrong is
 * passed over. One process at a time.
 */
final class FolderStore implements CheckpointStore {
  private static final Logger LOG = LoggerFactory.getLogger(FolderStore.class);
  private static final int HASH = 32;
  private static final int KEPT = 2;

  private final Path folder;
  private final FileChannel lockChannel;
  private Progress saved = Progress.START;

  private FolderStore(Path folder, FileChannel lockChannel) {
    this.folder = folder;
    this.lockChannel = lockChannel;
  }

  /**
   * Makes the folder if need be, locks it, and tries to write.
   *
   * @throws CheckpointException if it cannot be made or written, or another process holds it
   */
  static FolderStore open(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("trainer.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new CheckpointException(
            "checkpoint folder %s is in use by another trainer; stop it or set checkpoint.directory"
                .formatted(folder.toAbsolutePath()));
      }
      Path probe = folder.resolve("probe.tmp");
      Files.write(probe, new byte[4096]);
      Files.delete(probe);
      return new FolderStore(folder, channel);
    } catch (IOException problem) {
      throw new CheckpointException(
          "checkpoint folder %s cannot be written: %s; free space or set checkpoint.directory"
              .formatted(folder.toAbsolutePath(), problem),
          problem);
    }
  }

  @Override
  public void requireRoom(long bytes) {
    long needed = (KEPT + 1) * bytes;
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < needed) {
        throw new CheckpointException(
            "checkpoint folder %s: expected %,d MiB of free space for %d checkpoints, found %,d; free space or set checkpoint.directory"
                .formatted(folder.toAbsolutePath(), (needed >> 20) + 1, KEPT + 1, free >> 20));
      }
    } catch (IOException unknown) {
      LOG.warn("how much space {} has is not known: {}", folder, unknown.toString());
    }
  }

  @Override
  public synchronized void save(Checkpoint checkpoint) {
    if (checkpoint.progress().isBehind(saved)) {
      return;
    }
    Path target = folder.resolve("checkpoint-%012d.bin".formatted(newestNumber() + 1));
    Path temporary = folder.resolve("checkpoint.tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        writeHashed(checkpoint, Channels.newOutputStream(channel));
        channel.force(true);
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      forceFolder();
      for (Path old : newestFirst().stream().skip(KEPT).toList()) {
        Files.deleteIfExists(old);
      }
      saved = checkpoint.progress();
    } catch (IOException problem) {
      throw new CheckpointException(
          "checkpoint %s cannot be written: %s".formatted(target.toAbsolutePath(), problem),
          problem);
    }
  }

  @Override
  public Optional<Checkpoint> load(Fingerprint expected) {
    List<Path> files = newestFirst();
    String newest = "";
    for (Path file : files) {
      try {
        Checkpoint checkpoint = read(file);
        checkpoint.requireOf(
            expected,
            "checkpoint " + file.toAbsolutePath(),
            "To begin anew use another --data, or remove the whole data directory: its topics hold models of that experiment too");
        return Optional.of(checkpoint);
      } catch (IOException | IllegalArgumentException torn) {
        LOG.warn("checkpoint {} is passed over: {}", file.toAbsolutePath(), torn.getMessage());
        newest = newest.isEmpty() ? String.valueOf(torn.getMessage()) : newest;
      }
    }
    if (!files.isEmpty()) {
      throw new CheckpointException(
          "none of the %d checkpoints in %s can be read (the newest: %s); to begin anew use another --data, or remove the whole data directory, its topics included"
              .formatted(files.size(), folder.toAbsolutePath(), newest));
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    try {
      lockChannel.close();
    } catch (IOException problem) {
      LOG.warn("checkpoint folder {} could not be unlocked: {}", folder, problem.toString());
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      return null;
    }
  }

  private static void writeHashed(Checkpoint checkpoint, OutputStream file) throws IOException {
    MessageDigest digest = sha256();
    OutputStream buffered = new BufferedOutputStream(file, 1 << 16);
    OutputStream hashed = new DigestOutputStream(buffered, digest);
    CheckpointCodec.write(checkpoint, hashed);
    buffered.write(digest.digest());
    buffered.flush();
  }

  private static Checkpoint read(Path file) throws IOException {
    long content = Files.size(file) - HASH;
    MessageDigest digest = sha256();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      DigestInputStream hashed = new DigestInputStream(in, digest);
      byte[] chunk = new byte[1 << 16];
      for (long left = content; left > 0; ) {
        int count = hashed.read(chunk, 0, (int) Math.min(left, chunk.length));
        left = count < 0 ? 0 : left - count;
      }
      if (content < 0 || !Arrays.equals(digest.digest(), in.readNBytes(HASH))) {
        throw new IOException("its SHA-256 is wrong, it is torn");
      }
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      return CheckpointCodec.decode(in);
    }
  }

  private void forceFolder() throws IOException {
    if (!System.getProperty("os.name", "").startsWith("Windows")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private long newestNumber() {
    return newestFirst().stream()
        .findFirst()
        .map(file -> Long.parseLong(file.getFileName().toString().replaceAll("\\D", "")))
        .orElse(0L);
  }

  private List<Path> newestFirst() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("checkpoint-\\d{12}\\.bin"))
          .sorted(Comparator.comparing(Path::getFileName, Comparator.reverseOrder()))
          .toList();
    } catch (IOException problem) {
      throw new CheckpointException(
          "checkpoint folder %s cannot be read: %s".formatted(folder.toAbsolutePath(), problem),
          problem);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("expected SHA-256 in every JDK", impossible);
    }
  }
}
