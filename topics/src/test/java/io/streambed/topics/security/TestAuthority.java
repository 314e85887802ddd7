package io.streambed.topics.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import okhttp3.tls.HeldCertificate;

/** An authority of its own, and those whom it vouches for, as PEM files of a directory. */
public final class TestAuthority {
  private final Path directory;
  private final HeldCertificate root;

  public TestAuthority(Path directory) {
    this.directory = directory;
    root = new HeldCertificate.Builder().certificateAuthority(0).commonName("authority").build();
  }

  /** Its certificate. */
  public Path certificate() throws IOException {
    return Files.writeString(directory.resolve("authority.pem"), root.certificatePem());
  }

  /** Private key and certificate of CN={@code name}, at this machine. */
  public Path identity(String name) throws IOException {
    HeldCertificate held = held(name);
    return Files.writeString(
        directory.resolve(name + ".pem"), held.privateKeyPkcs8Pem() + held.certificatePem());
  }

  /** The key alone; its certificate lies beside it with the ending {@code .crt}. */
  public Path keyAlone(String name) throws IOException {
    HeldCertificate held = held(name);
    Files.writeString(directory.resolve(name + ".crt"), held.certificatePem());
    return Files.writeString(directory.resolve(name + ".key"), held.privateKeyPkcs8Pem());
  }

  /** Kafka's properties of a broker CN=broker that this authority vouches for. */
  public Map<String, String> broker() throws IOException {
    return Map.of(
        "ssl.keystore.type",
        "PEM",
        "ssl.keystore.location",
        identity("broker").toString(),
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        certificate().toString());
  }

  private HeldCertificate held(String name) {
    return new HeldCertificate.Builder()
        .commonName(name)
        .addSubjectAlternativeName("127.0.0.1")
        .signedBy(root)
        .build();
  }
}
