package io.streambed.science.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Constants of simulators, from files that stand beside this class. */
final class StoredNumbers {

  private StoredNumbers() {}

  /** A text file with a heading, then a number a line. */
  static double[] lines(String name) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(open(name), StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).mapToDouble(Double::parseDouble).toArray();
    } catch (IOException problem) {
      throw new UncheckedIOException("cannot read " + name, problem);
    }
  }

  /** Little-endian 64-bit numbers, compressed with gzip. */
  static double[] compressed(String name) {
    try (InputStream content = new GZIPInputStream(open(name))) {
      DoubleBuffer numbers =
          ByteBuffer.wrap(content.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
      double[] values = new double[numbers.remaining()];
      numbers.get(values);
      return values;
    } catch (IOException problem) {
      throw new UncheckedIOException("cannot read " + name, problem);
    }
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(StoredNumbers.class.getResourceAsStream(name), name);
  }
}
