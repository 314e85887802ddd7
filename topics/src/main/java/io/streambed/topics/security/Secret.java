package io.streambed.topics.security;

import io.streambed.topics.experiment.CheckedSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A password, or what else nobody may see. Comes from outside the experiment file; is not shown.
 */
public final class Secret {
  private static final int MOST_BYTES = 64 * 1024;
  private static final String BY_REFERENCE =
      "a secret by reference, { env = NAME } of an environment variable or { file = PATH }";

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /** What is known already, such as a test's own. */
  public static Secret of(String value) {
    return new Secret(value);
  }

  /**
   * Reads {@code key { env = NAME }} or {@code key { file = PATH }}; the file's last line end does
   * not count. Empty where neither is said, or after noting a mistake, none of which shows a value.
   */
  public static Optional<Secret> from(CheckedSettings owner, String key) {
    if (!owner.isSection(key)) {
      if (owner.has(key)) {
        owner.hiddenMistake(key, BY_REFERENCE, "something else (not shown)");
      }
      return Optional.empty();
    }
    CheckedSettings reference = owner.section(key);
    if (reference.has("env") && reference.has("file")) {
      owner.hiddenMistake(key, BY_REFERENCE, "both");
      return Optional.empty();
    }
    if (reference.has("env")) {
      return found(
          reference,
          "env",
          "the name of an environment variable that is set and not blank",
          variable(reference));
    }
    if (reference.has("file")) {
      return found(
          reference,
          "file",
          "the name of a file of text that can be read, not blank, at most 64 KiB",
          reference.path("file").map(Secret::content).orElse(null));
    }
    return Optional.empty();
  }

  /** For the library that needs it; never for a log, a message or a document. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return Objects.hash(value);
  }

  @Override
  public String toString() {
    return "(secret)";
  }

  private static Optional<Secret> found(
      CheckedSettings reference, String key, String expected, @Nullable String value) {
    if (value == null || value.isBlank()) {
      // A secret may have been written where its name belongs.
      reference.hiddenMistake(key, expected, "another name (not shown)");
      return Optional.empty();
    }
    return Optional.of(new Secret(value));
  }

  private static @Nullable String variable(CheckedSettings reference) {
    return reference.unchecked("env").map(System::getenv).orElse(null);
  }

  private static @Nullable String content(Path file) {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
      return bytes.length > MOST_BYTES
          ? null
          : new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
    } catch (IOException unreadable) {
      return null;
    }
  }
}
