package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.EstimatorSettings.Critic;
import io.streambed.science.network.FeatureMap.Products;
import java.util.List;

/**
 * Both towers of the critic s(φ, y) = F(y) · G(φ), with F = [f / τ, 1, c] and G = [g, b, 1], each E
 * + 2 long.
 *
 * <p>COSINE: f and g have length 1. INNER_PRODUCT: τ is the root of E. Without bias, b = c = 0.
 */
final class CriticNetwork {
  /** Name of the weight that holds log τ. */
  static final String LOG_TEMPERATURE = "temperature.log";

  private static final double EPSILON = 1e-12;
  private final EstimatorSettings settings;
  private final InputShape inputs;
  private final WeightLayout layout = new WeightLayout();
  private final int logTemperature;
  private final Tower encoder;
  private final Tower emulator;

  CriticNetwork(EstimatorSettings settings, int parameters, List<Integer> dataShape) {
    this.settings = settings;
    inputs = InputShape.of(settings.encoder(), dataShape);
    logTemperature =
        settings.critic() == Critic.COSINE
            ? layout.constant(
                LOG_TEMPERATURE, Math.log(settings.temperature()), settings.learnTemperature())
            : -1;
    int outputs = settings.embedding() + (settings.bias() ? 1 : 0);
    boolean quadratic = settings.quadratic();
    FeatureMap seen =
        new FeatureMap(
            inputs.channels(),
            settings.dataOctaves(),
            quadratic ? Products.SQUARES : Products.NONE);
    int width = settings.width();
    int blocks = settings.blocks();
    encoder =
        inputs.convolved()
            ? new ConvolutionTower(layout, "encoder", seen, width, blocks, outputs)
            : new ResidualPerceptron(layout, "encoder", seen, width, blocks, outputs);
    FeatureMap features =
        new FeatureMap(
            parameters, settings.parameterOctaves(), quadratic ? Products.ALL : Products.NONE);
    emulator = new ResidualPerceptron(layout, "emulator", features, width, blocks, outputs);
  }

  WeightLayout layout() {
    return layout;
  }

  /** Tells networks of different names or shapes of weights apart. */
  int form() {
    return layout.description().hashCode();
  }

  /** Place of log τ in the flat array of weights, -1 where the critic is no COSINE. */
  int logTemperaturePlace() {
    return logTemperature < 0 ? -1 : layout.entry(logTemperature).offset();
  }

  /** τ under {@code weights}, the flat array. */
  double temperature(float[] weights) {
    int place = logTemperaturePlace();
    return place < 0 ? Math.sqrt(settings.embedding()) : Math.exp(weights[place]);
  }

  /** How the towers read data. */
  InputShape inputs() {
    return inputs;
  }

  /** Length of one embedding with its bias terms, E + 2. */
  int width() {
    return settings.embedding() + 2;
  }

  /**
   * F of N standardised rows of data.
   *
   * @param rows [N, channels] or, convolved, [N, channels, T]
   * @return [N, E + 2]
   */
  NDArray embedRows(NDArray rows, NDArray[] weights) {
    NDArray out = encoder.forward(rows, weights);
    NDManager manager = rows.getManager();
    NDArray scale =
        logTemperature >= 0
            ? weights[logTemperature].neg().exp()
            : TensorRuntime.constant(manager, 1 / Math.sqrt(settings.embedding()));
    NDArray ones = manager.ones(new Shape(rows.getShape().get(0), 1));
    return NDArrays.concat(new NDList(embedding(out).mul(scale), ones, bias(out)), 1);
  }

  /**
   * F of standardised data, the sum over the repeats where data are repeats.
   *
   * @param rows repeats one after another, [N * repeats, ...] as {@link #embedRows}
   * @return [N, E + 2]
   */
  NDArray embedData(NDArray rows, NDArray[] weights) {
    NDArray embedded = embedRows(rows, weights);
    int repeats = inputs.repeats();
    return repeats == 1 ? embedded : embedded.reshape(-1, repeats, width()).sum(new int[] {1});
  }

  /** G of whitened parameters [N, P]; shape [N, E + 2]. */
  NDArray embedParameters(NDArray parameters, NDArray[] weights) {
    NDArray out = emulator.forward(parameters, weights);
    NDArray ones = parameters.getManager().ones(new Shape(parameters.getShape().get(0), 1));
    return NDArrays.concat(new NDList(embedding(out), bias(out), ones), 1);
  }

  private NDArray embedding(NDArray out) {
    NDArray vectors = settings.bias() ? out.get(":, :" + settings.embedding()) : out;
    if (settings.critic() != Critic.COSINE) {
      return vectors;
    }
    NDArray length = vectors.square().sum(new int[] {1}, true).add(EPSILON).sqrt();
    return vectors.div(length);
  }

  private NDArray bias(NDArray out) {
    return settings.bias()
        ? out.get(":, " + settings.embedding() + ":")
        : out.getManager().zeros(new Shape(out.getShape().get(0), 1));
  }
}
