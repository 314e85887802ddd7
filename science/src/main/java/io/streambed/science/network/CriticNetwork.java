package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EstimatorSettings.Critic;
import io.streambed.science.network.FeatureMap.Products;
import java.util.List;

/**
 * Both towers of the critic s(φ, y) = F(y) · G(φ), with F = [f / τ, 1, c] and G = [g, b, 1], each E
 * + 2 long.
 *
 * <p>COSINE: f and g have length 1. INNER_PRODUCT: τ is the root of E. Without bias, b = c = 0.
 * DISCREPANCY: the towers alone, for a {@link DiscrepancyNetwork}.
 */
final class CriticNetwork {
  /** Name of the weight that holds log τ. */
  static final String LOG_TEMPERATURE = "temperature.log";

  private final EmbedAndEmulateSettings settings;
  private final InputShape inputs;
  private final EmbeddingHead head;
  private final WeightLayout layout = new WeightLayout();
  private final int logTemperature;
  private final Tower encoder;
  private final Tower emulator;
  private final WeightLayout.Part encoderWeights;
  private final WeightLayout.Part emulatorWeights;

  CriticNetwork(EmbedAndEmulateSettings settings, int parameters, List<Integer> dataShape) {
    this.settings = settings;
    inputs = InputShape.of(settings.encoder(), dataShape);
    logTemperature =
        settings.critic() == Critic.COSINE
            ? layout.scalar(LOG_TEMPERATURE, Math.log(settings.temperature()))
            : -1;
    head = new EmbeddingHead(settings);
    int outputs = head.outputs();
    boolean quadratic = settings.quadratic();
    FeatureMap seen =
        new FeatureMap(
            inputs.channels(),
            settings.dataOctaves(),
            quadratic ? Products.SQUARES : Products.NONE);
    int width = settings.width();
    int blocks = settings.blocks();
    int encoderStart = layout.entries().size();
    encoder =
        inputs.convolved()
            ? new ConvolutionTower(layout, "encoder", seen, width, blocks, outputs)
            : new ResidualPerceptron(layout, "encoder", seen, width, blocks, outputs);
    encoderWeights = layout.partFrom(encoderStart);
    int emulatorStart = layout.entries().size();
    FeatureMap features =
        new FeatureMap(
            parameters, settings.parameterOctaves(), quadratic ? Products.ALL : Products.NONE);
    emulator = new ResidualPerceptron(layout, "emulator", features, width, blocks, outputs);
    emulatorWeights = layout.partFrom(emulatorStart);
  }

  WeightLayout layout() {
    return layout;
  }

  /** Whether τ is among the weights that are learnt. */
  boolean learnsTemperature() {
    return logTemperature >= 0 && settings.learnTemperature();
  }

  /** Place of log τ in the flat array of weights; COSINE only. */
  int logTemperaturePlace() {
    return layout.entry(logTemperature).offset();
  }

  /** τ under {@code weights}, the flat array. */
  double temperature(float[] weights) {
    return logTemperature < 0
        ? Math.sqrt(settings.embedding())
        : Math.exp(weights[logTemperaturePlace()]);
  }

  /** The weights that {@link #encode} uses. */
  WeightLayout.Part encoderWeights() {
    return encoderWeights;
  }

  /** The weights that {@link #emulate} uses. */
  WeightLayout.Part emulatorWeights() {
    return emulatorWeights;
  }

  /** How the towers read data. */
  InputShape inputs() {
    return inputs;
  }

  /** From raw outputs to embeddings. */
  EmbeddingHead head() {
    return head;
  }

  /**
   * Raw outputs for standardised rows of data, [N, channels] or, convolved, [N, channels, T].
   *
   * @return [N, outputs]
   */
  NDArray encode(NDArray rows, NDArray[] weights) {
    return encoder.forward(rows, weights);
  }

  /** Raw outputs for whitened parameters [N, P]; shape [N, outputs]. */
  NDArray emulate(NDArray parameters, NDArray[] weights) {
    return emulator.forward(parameters, weights);
  }
}
