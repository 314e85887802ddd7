package io.streambed.topics.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Data;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataFileTest {

  @Test
  void numbersStandInRowMajorOrderBelowAHeading() {
    Data expected = Data.of(new float[] {1, 2, 3, 4}, 2, 2);
    assertEquals(expected, read("a,b\n1,2\n3,4\n", List.of(2, 2)));
    assertEquals(expected, read("1 2\n# half way\n3; 4 # end", List.of(2, 2)));
  }

  @Test
  void aWordAmongNumbersIsNamedWithItsLine() {
    IllegalArgumentException problem =
        assertThrows(IllegalArgumentException.class, () -> read("1\ntwo\n", List.of(2)));
    assertEquals("expected a number in line 2, got \"two\"", problem.getMessage());
  }

  @Test
  void anEmptyCellIsAMistakeAndNotSkipped() {
    assertThrows(IllegalArgumentException.class, () -> read("1,,2", List.of(2)));
  }

  @Test
  void tooFewNumbersAreNamedWithTheShape() {
    IllegalArgumentException problem =
        assertThrows(IllegalArgumentException.class, () -> read("1,2", List.of(3)));
    assertEquals("expected 3 numbers for data of shape [3], got 2", problem.getMessage());
  }

  @Test
  void notANumberIsReadSoThatItsSenderCanBeTold() {
    assertTrue(Float.isNaN(read("NaN,1", List.of(2)).get(0)));
  }

  private static Data read(String text, List<Integer> shape) {
    return DataFile.read(new StringReader(text), shape);
  }
}
