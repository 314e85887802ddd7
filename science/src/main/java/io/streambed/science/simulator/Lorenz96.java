package io.streambed.science.simulator;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Two-scale Lorenz 96 of 36 slow and 360 fast variables, seen through Gaussian noise (Embed and
 * Emulate, arXiv 2409.18402). Parameters, P = 4: forcing F, coupling h, time-scale ratio c > 0,
 * space-scale ratio b. Data, shape [channels, frames]: X_1 .. X_36, then, if asked for, the 360
 * fast variables.
 *
 * <p>A run starts from noise of its own and is observed after a burn-in. The noise has a share of
 * each channel's deviation over the frames, so a channel that has settled to a constant has none. A
 * run that diverges is NaN.
 *
 * <p>Settings: {@code frames} (100); {@code spacing} between them, time units (0.1); {@code
 * burn-in}, time units (5); {@code observed}, {@code slow} (X only) or {@code all}; {@code noise},
 * share of the deviation (0.1).
 */
public final class Lorenz96 implements Simulator {
  private static final List<String> SETTINGS =
      List.of("frames", "spacing", "burn-in", "observed", "noise");

  /**
   * Step times fastest rate. Explicit RK4 turns unstable near 2.8; at 0.7 none of 200 draws of the
   * box F [-5, 20], h [0, 5], c [0.1, 25], b [0, 25] diverges, and 0.1 time units from the
   * attractor are right to 3e-4 in the median draw (where the fast scale is chaotic on that span no
   * step makes them right).
   */
  private static final double STEP = 0.7;

  /**
   * Steps after which a run is given up, some seconds, long before the default time limit: what
   * becomes of a run must not depend on the clock. The box's fastest draws take some 2,000 a time
   * unit.
   */
  private static final int MOST_STEPS = 1_000_000;

  private final int frames;
  private final double spacing;
  private final double burnIn;
  private final boolean fastObserved;
  private final double noise;

  /** With the default settings. */
  public Lorenz96() {
    this(100, 0.1, 5, false, 0.1);
  }

  private Lorenz96(int frames, double spacing, double burnIn, boolean fastObserved, double noise) {
    this.frames = frames;
    this.spacing = spacing;
    this.burnIn = burnIn;
    this.fastObserved = fastObserved;
    this.noise = noise;
  }

  @Override
  public String name() {
    return "lorenz96";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public int parameters() {
    return 4;
  }

  @Override
  public List<Integer> dataShape() {
    return List.of(channels(), frames);
  }

  @Override
  public Simulator configured(Map<String, Object> settings) {
    GivenSettings given = GivenSettings.of(name(), settings, SETTINGS);
    String observed =
        given.choice("observed", fastObserved ? "all" : "slow", List.of("slow", "all"));
    return new Lorenz96(
        given.wholeNumber("frames", frames, 1),
        given.number("spacing", spacing, true),
        given.number("burn-in", burnIn, false),
        observed.equals("all"),
        given.number("noise", noise, false));
  }

  @Override
  public Data simulate(Parameters parameters, UniformRandomProvider random) {
    TwoScaleAtmosphere atmosphere =
        new TwoScaleAtmosphere(
            parameters.get(0), parameters.get(1), parameters.get(2), parameters.get(3));
    RateLimitedSteps steps =
        new RateLimitedSteps(
            TwoScaleAtmosphere.SIZE, atmosphere, atmosphere::fastestRate, STEP, MOST_STEPS);
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    double[] state = start(gaussian);
    steps.advance(state, burnIn);
    float[] y = new float[channels() * frames];
    for (int frame = 0; frame < frames; frame++) {
      steps.advance(state, spacing);
      for (int channel = 0; channel < channels(); channel++) {
        y[channel * frames + frame] = (float) state[channel];
      }
    }
    for (int channel = 0; channel < channels(); channel++) {
      disturb(y, channel * frames, gaussian);
    }
    return Data.of(y, channels(), frames);
  }

  private int channels() {
    return fastObserved ? TwoScaleAtmosphere.SIZE : TwoScaleAtmosphere.SITES;
  }

  /** X of deviation 1, Y of deviation 0.1: their usual order of size. */
  private static double[] start(ZigguratSampler.NormalizedGaussian gaussian) {
    double[] state = new double[TwoScaleAtmosphere.SIZE];
    for (int i = 0; i < state.length; i++) {
      state[i] = (i < TwoScaleAtmosphere.SITES ? 1 : 0.1) * gaussian.sample();
    }
    return state;
  }

  /** Adds noise to one channel, in proportion to its deviation over the frames. */
  private void disturb(float[] y, int from, ZigguratSampler.NormalizedGaussian gaussian) {
    double mean = 0;
    for (int frame = 0; frame < frames; frame++) {
      mean += y[from + frame] / (double) frames;
    }
    double squares = 0;
    for (int frame = 0; frame < frames; frame++) {
      double difference = y[from + frame] - mean;
      squares += difference * difference;
    }
    double sigma = noise * Math.sqrt(squares / frames);
    for (int frame = 0; frame < frames; frame++) {
      y[from + frame] += (float) (sigma * gaussian.sample());
    }
  }
}
