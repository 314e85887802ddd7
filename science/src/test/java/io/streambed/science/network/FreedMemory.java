package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tells memory that is freed too early. */
final class FreedMemory {

  private FreedMemory() {}

  /** Frees native memory that nothing on the heap holds, and writes over it. */
  static void overwrite() {
    System.gc();
    System.gc();
    List<NativeFloats> rubbish = new ArrayList<>();
    float[] values = new float[1024];
    Arrays.fill(values, 1e30f);
    for (int size = 1; size <= 1024; size *= 2) {
      for (int i = 0; i < 50; i++) {
        NativeFloats floats = new NativeFloats(size);
        floats.put(0, values, 0, size);
        rubbish.add(floats);
      }
    }
    assertEquals(11 * 50, rubbish.size());
  }
}
