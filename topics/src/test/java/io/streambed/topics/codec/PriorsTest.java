package io.streambed.topics.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.science.prior.MultivariateNormal;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Uniform;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriorsTest {

  @Test
  void aPriorOfDependentParametersComesBack() {
    Prior prior =
        Prior.of(
            new ParameterSpace(List.of("a", "b", "c"), List.of("1", "m", "m")),
            List.of(
                new Uniform(-1, 1),
                MultivariateNormal.of(new double[] {0.1, 0.2}, new double[] {2, 1, 1, 2})));
    assertEquals(prior, Priors.noun(Priors.message(prior)));
  }
}
