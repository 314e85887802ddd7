package io.streambed.inference.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file of hashed tokens, read again when it changes; a change that cannot be read counts not. */
final class TokenFile implements Door {
  private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);
  private static final int MOST_BYTES = 1 << 20;

  private final Path file;
  private List<TokenLine> lines;
  private FileTime read;

  private TokenFile(Path file, List<TokenLine> lines, FileTime read) {
    this.file = file;
    this.lines = lines;
    this.read = read;
  }

  /**
   * @throws IllegalArgumentException naming the first line that is wrong
   */
  static TokenFile open(Path file) {
    try {
      FileTime time = Files.getLastModifiedTime(file);
      return new TokenFile(file, parse(file), time);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + file, unreadable);
    }
  }

  /**
   * The lines of {@code file}; empty ones and those that begin with # do not count.
   *
   * @throws IllegalArgumentException naming the first line that is wrong
   */
  static List<TokenLine> parse(Path file) throws IOException {
    byte[] bytes;
    try (InputStream stream = Files.newInputStream(file)) {
      bytes = stream.readNBytes(MOST_BYTES + 1);
    }
    if (bytes.length > MOST_BYTES) {
      throw new IllegalArgumentException("expected a file of at most 1 MiB, got a larger one");
    }
    List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    List<TokenLine> parsed = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      String line = all.get(i);
      if (!line.isBlank() && !line.startsWith("#")) {
        try {
          parsed.add(TokenLine.parse(line));
        } catch (IllegalArgumentException wrong) {
          throw new IllegalArgumentException(
              "line %d: %s".formatted(i + 1, wrong.getMessage()), wrong);
        }
      }
    }
    return List.copyOf(parsed);
  }

  @Override
  public CompletionStage<Admission> admit(String token) {
    return CompletableFuture.completedFuture(admit(token, Instant.now()));
  }

  Admission admit(String token, Instant now) {
    byte[] hash = TokenLine.hash(token);
    Admission admission = new Admission.Refused("an unknown token");
    // All are compared, so that the time tells nothing.
    for (TokenLine line : newest()) {
      if (line.isOf(hash)) {
        admission =
            line.isExpired(now)
                ? new Admission.Refused("a token whose last day is over")
                : new Admission.Admitted(line.name(), line.scope());
      }
    }
    return admission;
  }

  private synchronized List<TokenLine> newest() {
    try {
      FileTime time = Files.getLastModifiedTime(file);
      if (!time.equals(read)) {
        read = time;
        lines = parse(file);
        LOG.info("Tokens of {} were read again: {} of them", file, lines.size());
      }
    } catch (IOException | IllegalArgumentException wrong) {
      LOG.warn("Tokens of {} stay as they were: {}", file, wrong.getMessage());
    }
    return lines;
  }
}
