package io.streambed.app.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.app.result.Claim;
import io.streambed.science.diagnostics.HeldOutRegression;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Uniform;
import io.streambed.science.simulator.LinearGaussian;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnimodalTest {
  private static final ExactPosterior EXACT =
      new ExactPosterior(
          new LinearGaussian(1),
          Prior.of(new ParameterSpace(List.of("a"), List.of("1")), List.of(new Uniform(0, 1))),
          1,
          8);

  /** R² of y = 2 x is 1; with one of two held-out rows missed by 1 it is 1 - 1 / 4.5 = 0.78. */
  private static HeldOutRegression fit(double last) {
    return HeldOutRegression.fit(new double[] {0, 1, 2, 3}, new double[] {0, 2, 4, last}, 4, 2);
  }

  private static List<Boolean> verdicts(double statistic, double embedding, double nats) {
    UnimodalMeasurement measured =
        new UnimodalMeasurement(fit(statistic), fit(embedding), List.of(0.0, 2 * nats), 3.5, EXACT);
    return Unimodal.claims("trial", measured).stream().map(Claim::reproduced).toList();
  }

  @Test
  void eachClaimIsHeldToItsOwnFigure() {
    assertEquals(List.of(true, true, true), verdicts(6, 6, 0.04));
    assertEquals(List.of(false, true, true), verdicts(7, 6, 0.04));
    assertEquals(List.of(true, false, true), verdicts(6, 7, 0.04));
    assertEquals(List.of(true, true, false), verdicts(6, 6, 0.06));
  }

  @Test
  void anUnknownNameIsAnsweredWithThoseThereAre() {
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> Reproductions.named("trimodal"))
                .getMessage());
    assertTrue(message.contains("[unimodal, redundant]") && message.contains("trimodal"), message);
  }
}
