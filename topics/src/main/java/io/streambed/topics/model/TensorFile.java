package io.streambed.topics.model;

import io.streambed.science.Tensor;
import io.streambed.science.network.Safetensors;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/** A model's tensors as one safetensors file, and its hash. */
final class TensorFile {

  private TensorFile() {}

  static byte[] write(SortedMap<String, Tensor> tensors) {
    return Safetensors.write(tensors);
  }

  /**
   * @throws IllegalArgumentException if the bytes are no such file
   */
  static SortedMap<String, Tensor> read(byte[] bytes) {
    return Safetensors.read(bytes);
  }

  /** SHA-256, 64 hex digits. */
  static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
