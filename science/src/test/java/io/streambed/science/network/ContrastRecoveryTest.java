package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.streambed.science.ContrastSettings;
import io.streambed.science.ContrastSettings.Intra;
import io.streambed.science.ContrastSettings.Local;
import io.streambed.science.ContrastSettings.Sides;
import io.streambed.science.ContrastSettings.Weighted;
import io.streambed.science.Data;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.EstimatorSettings.DataTransform;
import io.streambed.science.EstimatorSettings.Encoder;
import io.streambed.science.prior.PriorProposal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each contrast learns of φ ~ N(0, 1), y = φ + 0.5 e, where log r(φ, y) = y² / 2.5 - 2 (y -
 * φ)² + log 5 / 2. Fixed seeds, so there are no false alarms on one kind of processor.
 */
class ContrastRecoveryTest {
  private static final int GROUPS = 40;
  private static final int DRAWS = 100;
  private static final int STEPS = 400;

  /** About twice what was measured, nats. */
  private static final double RIGHT = 0.1;

  /** With a term that pulls elsewhere as well, and leaves about three times as much. */
  private static final double NEARLY_RIGHT = 0.3;

  /** Below what was measured of the terms left open. */
  private static final double WRONG = 0.25;

  private static final SmallTask TASK = SmallTask.gaussian(1);

  /**
   * Deviation of s - log r, nats, on average over groups of pairs.
   *
   * @param givenData within draws of the exact posterior of the same y
   * @param givenParameters within data of the same φ
   */
  private record Residuals(double givenData, double givenParameters) {}

  static Stream<Arguments> contrasts() {
    Local local = new Local(4, 0.1, 1, 20);
    Intra intra = new Intra(0.5, 0.1, 0.04, 0.15);
    return Stream.of(
        arguments("both sides", ContrastSettings.inBatch(0)),
        arguments(
            "parameters alone",
            new ContrastSettings(Sides.PARAMETERS, 0, false, null, 0, null, null)),
        arguments("data alone", new ContrastSettings(Sides.DATA, 0, false, null, 0, null, null)),
        arguments("prior negatives", ContrastSettings.inBatch(256)),
        arguments(
            "weighted",
            new ContrastSettings(Sides.BOTH, 0, false, new Weighted(64, 256, 0.2), 0, null, null)),
        arguments("queue", new ContrastSettings(Sides.BOTH, 0, false, null, 500, null, null)),
        arguments("local", new ContrastSettings(Sides.BOTH, 0, false, null, 0, local, null)),
        arguments(
            "intra-domain", new ContrastSettings(Sides.BOTH, 0, false, null, 0, null, intra)));
  }

  /**
   * Parameters told apart alone leave a term c(y) open, which posteriors do not feel; data told
   * apart alone a term c(φ), by which posteriors are wrong.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("contrasts")
  void theScoreIsTheLogRatioUpToWhatTheSidesLeaveOpen(String name, ContrastSettings contrasts) {
    Residuals residuals = residuals(contrasts);
    System.out.printf("%s: %s%n", name, residuals);
    double right = contrasts.intra() == null ? RIGHT : NEARLY_RIGHT;
    boolean parameters = contrasts.sides().tellsParameters();
    boolean data = contrasts.sides().tellsData();
    assertTrue(parameters == residuals.givenData() < right, residuals.toString());
    assertTrue(parameters || residuals.givenData() > WRONG, residuals.toString());
    assertTrue(data == residuals.givenParameters() < right, residuals.toString());
    assertTrue(data || residuals.givenParameters() > WRONG, residuals.toString());
  }

  private static Residuals residuals(ContrastSettings contrasts) {
    EmbedAndEmulateSettings settings =
        new EmbedAndEmulateSettings(
            Encoder.PERCEPTRON,
            EstimatorSettings.Critic.INNER_PRODUCT,
            DataTransform.NONE,
            8,
            32,
            1,
            0,
            0,
            true,
            1,
            true,
            true,
            contrasts);
    TrainingSettings training = new TrainingSettings(128, 3e-3, 50, STEPS, 5, 0.99);
    Learner learner = TASK.learner(settings, training, 1);
    TASK.train(learner, training, 0, STEPS);
    try (Critic critic =
        Critic.load(settings, TASK.prior(), new PriorProposal(), TASK.shape(), learner.tensors())) {
      return residuals(critic);
    }
  }

  private static Residuals residuals(Critic critic) {
    UniformRandomProvider random = RandomSource.L64_X128_MIX.create(3L);
    double givenData = 0;
    double givenParameters = 0;
    for (int group = 0; group < GROUPS; group++) {
      double phi = SmallTask.gaussianDraw(random);
      double y = phi + 0.5 * SmallTask.gaussianDraw(random);
      double[] posterior = around(0.8 * y, Math.sqrt(0.2), random);
      givenData += deviation(critic, fill(y), posterior) / GROUPS;
      givenParameters += deviation(critic, around(phi, 0.5, random), fill(phi)) / GROUPS;
    }
    return new Residuals(givenData, givenParameters);
  }

  private static double[] around(double mean, double deviation, UniformRandomProvider random) {
    double[] values = new double[DRAWS];
    Arrays.setAll(values, i -> mean + deviation * SmallTask.gaussianDraw(random));
    return values;
  }

  private static double[] fill(double value) {
    double[] values = new double[DRAWS];
    Arrays.fill(values, value);
    return values;
  }

  /** Deviation of s - log r over pairs (φ_k, y_k). */
  private static double deviation(Critic critic, double[] y, double[] phi) {
    List<Data> data = new ArrayList<>();
    for (double value : y) {
      data.add(Data.of(new float[] {(float) value}));
    }
    float[] encoded = critic.encode(data);
    float[] emulated = critic.emulate(phi, DRAWS);
    double sum = 0;
    double squares = 0;
    for (int k = 0; k < DRAWS; k++) {
      double miss = y[k] - phi[k];
      double score =
          Scores.dot(encoded, k * critic.width(), emulated, k * critic.width(), critic.width());
      double residual = score - y[k] * y[k] / 2.5 + 2 * miss * miss;
      sum += residual;
      squares += residual * residual;
    }
    return Math.sqrt(squares / DRAWS - sum * sum / DRAWS / DRAWS);
  }
}
