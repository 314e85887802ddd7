package io.streambed.app.cluster;

import io.streambed.topics.experiment.CheckedSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Mutual TLS between the nodes of a cluster, from PEM files that are read again when they change.
 *
 * @param key this node's private key, PKCS 8 or PKCS 1
 * @param certificate of that key
 * @param authority certificates of those who may have signed the others'
 */
public record ClusterTls(Path key, Path certificate, Path authority) {

  /** Reads section {@code cluster.tls}; empty if none of its keys is set. */
  static Optional<ClusterTls> from(CheckedSettings tls) {
    if (!tls.has("key") && !tls.has("certificate") && !tls.has("authority")) {
      return Optional.empty();
    }
    return Optional.of(
        new ClusterTls(file(tls, "key"), file(tls, "certificate"), file(tls, "authority")));
  }

  private static Path file(CheckedSettings tls, String key) {
    Path path = Path.of(tls.has(key) ? tls.text(key) : "");
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      tls.mistake(key, "a PEM file that can be read, as for all three keys or none");
    }
    return path;
  }

  Map<String, Object> pekko() {
    String engine = "pekko.remote.artery.ssl.rotating-keys-engine.";
    return Map.of(
        "pekko.remote.artery.ssl.ssl-engine-provider",
        "org.apache.pekko.remote.artery.tcp.ssl.RotatingKeysSSLEngineProvider",
        engine + "key-file",
        key.toString(),
        engine + "cert-file",
        certificate.toString(),
        engine + "ca-cert-file",
        authority.toString());
  }
}
