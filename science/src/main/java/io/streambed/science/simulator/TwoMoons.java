package io.streambed.science.simulator;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The benchmark's two_moons (arXiv 2101.04653), usually with U[-1, 1]² as prior: y = (r cos a +
 * 0.25 - |φ1 + φ2| / sqrt 2, r sin a + (φ2 - φ1) / sqrt 2) with a ~ U(-π/2, π/2) and r ~ N(0.1,
 * 0.01²). Its posterior has two crescents.
 */
public final class TwoMoons implements TractableSimulator {
  private static final NormalDistribution RADIUS = NormalDistribution.of(0.1, 0.01);
  private static final double CENTRE = 0.25;

  @Override
  public String name() {
    return "two-moons";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public int parameters() {
    return 2;
  }

  @Override
  public List<Integer> dataShape() {
    return List.of(2);
  }

  @Override
  public Data simulate(Parameters parameters, UniformRandomProvider random) {
    double angle = Math.PI * (random.nextDouble() - 0.5);
    double normal = ZigguratSampler.NormalizedGaussian.of(random).sample();
    double radius = RADIUS.getMean() + RADIUS.getStandardDeviation() * normal;
    return Data.of(
        new float[] {
          (float) (radius * Math.cos(angle) + acrossShift(parameters)),
          (float) (radius * Math.sin(angle) + alongShift(parameters))
        });
  }

  /**
   * log p(y | φ), nats, exactly: in polar coordinates around the shifted centre the density is that
   * of the radius over π |radius|, where a point left of the centre has a negative radius (so rare
   * that it is never seen, yet part of the model).
   */
  @Override
  public double logLikelihood(Parameters parameters, Data y) {
    double across = y.get(0) - acrossShift(parameters);
    double along = y.get(1) - alongShift(parameters);
    double distance = Math.hypot(across, along);
    double radius = across < 0 ? -distance : distance;
    return RADIUS.logDensity(radius) - Math.log(Math.PI * distance);
  }

  private static double acrossShift(Parameters parameters) {
    return CENTRE - Math.abs(parameters.get(0) + parameters.get(1)) / Math.sqrt(2);
  }

  private static double alongShift(Parameters parameters) {
    return (parameters.get(1) - parameters.get(0)) / Math.sqrt(2);
  }
}
