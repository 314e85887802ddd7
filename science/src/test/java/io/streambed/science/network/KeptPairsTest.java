package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class KeptPairsTest {

  private static KeptPairs pairs(float... data) {
    KeptPairs pairs = KeptPairs.empty(data.length, 1, 1);
    for (int place = 0; place < data.length; place++) {
      if (!Float.isNaN(data[place])) {
        pairs.put(place, new double[] {10 * place}, new float[] {data[place]});
      }
    }
    return pairs;
  }

  @Test
  void theNearestComeFirstAndTheLowerPlaceOfTwoAsNear() {
    KeptPairs pairs = pairs(5, 1, 4, -1, 2.5f);
    assertArrayEquals(new int[] {1, 3, 4}, pairs.nearest(new float[] {0}, 3));
    assertArrayEquals(new int[] {0}, pairs.nearest(new float[] {5.1f}, 1));
  }

  @Test
  void emptyPlacesAreNoNeighbours() {
    KeptPairs pairs = pairs(Float.NaN, 7, Float.NaN, 6);
    assertArrayEquals(new int[] {3, 1}, pairs.nearest(new float[] {0}, 4));
    assertEquals(2, Objects.requireNonNull(pairs.tensors().get(KeptPairs.DATA)).size());
    assertArrayEquals(new double[] {30, 10}, pairs.parameters(new int[] {3, 1}));
  }

  @Test
  void distancesAddOverTheValuesOfTheData() {
    KeptPairs pairs = KeptPairs.empty(2, 1, 2);
    pairs.put(0, new double[] {0}, new float[] {3, 4});
    pairs.put(1, new double[] {1}, new float[] {0, 4.9f});
    assertArrayEquals(new int[] {1, 0}, pairs.nearest(new float[2], 2));
    assertArrayEquals(new int[] {0, 1}, pairs.nearest(new float[] {1.5f, 4}, 2));
  }

  @Test
  void whatIsWrittenAsTensorsIsReadAgain() {
    KeptPairs pairs = pairs(5, Float.NaN, 4);
    KeptPairs read = KeptPairs.of(pairs.tensors(), 1, 1);
    assertEquals(pairs.tensors(), read.tensors());
    assertArrayEquals(new int[] {1, 0}, read.nearest(new float[] {0}, 2));
  }
}
