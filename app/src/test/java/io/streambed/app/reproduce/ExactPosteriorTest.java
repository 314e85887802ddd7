package io.streambed.app.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.streambed.science.Data;
import io.streambed.science.prior.Normal;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Uniform;
import io.streambed.science.simulator.LinearGaussian;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExactPosteriorTest {
  private static final ParameterSpace SPACE =
      new ParameterSpace(List.of("a", "b"), List.of("1", "1"));

  /** Given y = (0.5, .) with variance 0.1, a is N(0.5, 0.1), cut four deviations out at most. */
  @Test
  void informativeParametersFollowTheLikelihoodAndOthersThePrior() {
    Prior prior = Prior.of(SPACE, List.of(new Uniform(-2, 3), new Uniform(0, 4)));
    ExactPosterior exact = new ExactPosterior(new LinearGaussian(2), prior, 1, 500);
    double[] masses = exact.masses(Data.of(new float[] {0.5f, 1}));
    List<Double> density = exact.density(masses, 0);
    List<Double> places = exact.places(0);
    double mean = 0;
    double square = 0;
    for (int k = 0; k < 500; k++) {
      mean += density.get(k) * places.get(k) * 0.01;
      square += density.get(k) * Math.pow(places.get(k), 2) * 0.01;
    }
    assertEquals(0.5, mean, 1e-9);
    assertEquals(0.1, square - mean * mean, 1e-9);
    assertEquals(List.of(0.0, 4.0), exact.places(1));
    assertEquals(List.of(0.25, 0.25), exact.density(masses, 1));
    // log 5 of the interval less the normal's entropy, (1 + log(2 pi 0.1)) / 2.
    assertEquals(
        Math.log(5) - 0.5 * (1 + Math.log(2 * Math.PI * 0.1)), exact.information(masses), 1e-9);
  }

  @Test
  void aPriorThatIsNotUniformIsRefused() {
    Prior prior = Prior.of(SPACE, List.of(new Uniform(0, 1), new Normal(0, 1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ExactPosterior(new LinearGaussian(2), prior, 1, 10));
  }
}
