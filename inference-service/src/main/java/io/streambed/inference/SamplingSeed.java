package io.streambed.inference;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Where the randomness of an answer comes from: names in, a generator out, the same for the same
 * names in every process.
 *
 * <p>The seed is the SHA-256 of a purpose, a name and a model version, four words of 64 bits, given
 * to L64X128Mix (Steele and Vigna 2021, doi:10.1145/3485525).
 */
final class SamplingSeed {

  private SamplingSeed() {}

  /**
   * The generator of the draws for observation {@code id} of {@code sensor} under model {@code
   * version}: sensors that number their observations alike do not share it.
   */
  static UniformRandomProvider forObservation(String sensor, String id, long version) {
    return generator("observation", sensor.length() + "/" + sensor + "/" + id, version);
  }

  /** The generator of the bank of model {@code version} of {@code experiment}. */
  static UniformRandomProvider forBank(String experiment, long version) {
    return generator("bank", experiment, version);
  }

  private static UniformRandomProvider generator(String purpose, String name, long version) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    MessageDigest digest = sha256();
    digest.update(purpose.getBytes(StandardCharsets.UTF_8));
    digest.update(ByteBuffer.allocate(16).putLong(version).putLong(bytes.length).flip());
    ByteBuffer words = ByteBuffer.wrap(digest.digest(bytes));
    long[] seed = {words.getLong(), words.getLong(), words.getLong(), words.getLong()};
    return RandomSource.L64_X128_MIX.create(seed);
  }

  /** A digest of its own for whoever asks. */
  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("expected SHA-256, which every Java platform has", e);
    }
  }
}
