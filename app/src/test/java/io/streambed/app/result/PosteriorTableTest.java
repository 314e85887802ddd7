package io.streambed.app.result;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.inference.document.ParameterSummary;
import java.util.List;
import org.junit.jupiter.api.Test;

class PosteriorTableTest {

  @Test
  void aReferenceAddsShiftAndRatio() {
    List<String> lines =
        PosteriorTable.of(
            List.of(new ParameterSummary("alpha", "1/yr", 0.5, 0.1, 0.3, 0.7, 0.45, 0.2)));
    assertEquals(
        "parameter  unit        mean         sd            90 % interval   reference         sd   shift  ratio",
        lines.get(0));
    assertEquals(
        "alpha      1/yr      0.5000     0.1000         [0.3000, 0.7000]      0.4500     0.2000   +0.25   0.50",
        lines.get(1));
  }

  @Test
  void withoutAReferenceThereIsNothingToCompare() {
    List<String> lines =
        PosteriorTable.of(List.of(new ParameterSummary("b", "1", -2, 1, -3.6, -0.4, null, null)));
    assertEquals("parameter  unit        mean         sd            90 % interval", lines.get(0));
    assertEquals("b          1         -2.000      1.000        [-3.600, -0.4000]", lines.get(1));
  }
}
