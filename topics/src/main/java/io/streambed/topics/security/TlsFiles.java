package io.streambed.topics.security;

import io.streambed.topics.experiment.CheckedSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Files of one side of TLS: whom it trusts, and who it is. Brokers, HTTP and whatever else speaks
 * TLS have the same keys for them.
 *
 * @param trust certificates of the authorities that are believed; empty for those of the JDK
 * @param identity private key and certificates to show; empty for none
 */
public record TlsFiles(Optional<Store> trust, Optional<Identity> identity) {

  /** Form of a file, told by the ending of its name. */
  public enum Form {
    /** Text, whatever the ending that is not one of the others. */
    PEM,
    /** {@code .p12} or {@code .pfx}. */
    PKCS12,
    /** {@code .jks}. */
    JKS;

    private static Form of(Path file) {
      String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
      if (name.endsWith(".p12") || name.endsWith(".pfx")) {
        return PKCS12;
      }
      return name.endsWith(".jks") ? JKS : PEM;
    }
  }

  /** Certificates of authorities; PEM has no password. */
  public record Store(Path file, Form form, Optional<Secret> password) {}

  /**
   * A private key (PKCS#8 where it is PEM) with its certificates.
   *
   * @param certificates where they are another PEM file, the own certificate first
   * @param password of the store, or of an encrypted PEM key
   */
  public record Identity(
      Path file, Form form, Optional<Path> certificates, Optional<Secret> password) {}

  /** Neither. */
  public static TlsFiles none() {
    return new TlsFiles(Optional.empty(), Optional.empty());
  }

  /**
   * Reads {@code trust { file, password }} and {@code identity { file, certificates, password }} of
   * {@code section}, opens the files, and notes what is wrong with them.
   */
  public static TlsFiles from(CheckedSettings section) {
    CheckedSettings trust = section.section("trust");
    Optional<Secret> password = Secret.from(trust, "password");
    Optional<Store> store =
        file(trust, "file").map(file -> new Store(file, Form.of(file), password));
    store.ifPresent(known -> note(trust, new TlsFiles(store, Optional.empty())));
    return new TlsFiles(store, identityFrom(section).identity());
  }

  /** The same for a server that asks nobody for a certificate: without {@code trust}. */
  public static TlsFiles identityFrom(CheckedSettings section) {
    CheckedSettings identity = section.section("identity");
    Optional<Secret> password = Secret.from(identity, "password");
    Optional<Path> certificates = file(identity, "certificates");
    TlsFiles files =
        new TlsFiles(
            Optional.empty(),
            file(identity, "file")
                .map(file -> new Identity(file, Form.of(file), certificates, password)));
    boolean apart = certificates.isPresent();
    if (apart && files.identity().filter(own -> own.form() != Form.PEM).isPresent()) {
      identity.mistake("certificates", "none beside a key store, which holds its certificates");
    } else if (files.identity().isPresent()) {
      note(identity, files);
    }
    return files;
  }

  private static void note(CheckedSettings section, TlsFiles files) {
    TlsContext.problem(files)
        .ifPresent(
            problem ->
                section.mistake(
                    "file",
                    "a file that can be opened with the password said (%s)".formatted(problem)));
  }

  private static Optional<Path> file(CheckedSettings section, String key) {
    if (!section.has(key)) {
      return Optional.empty();
    }
    Optional<Path> file =
        section.path(key).filter(path -> Files.isRegularFile(path) && Files.isReadable(path));
    if (file.isEmpty()) {
      section.mistake(key, "the name of a file that is there and can be read");
    }
    return file;
  }
}
