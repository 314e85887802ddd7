package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EmbedAndEmulateSettings.Discrepancy;
import java.util.List;
import java.util.Objects;

/**
 * A critic whose emulator predicts the embedding of the data, and that learns how such predictions
 * err:
 *
 * <pre>
 * s(φ, y) = h(f(y) - g(φ)) - |f(y) - g(φ)|² / 2 + b(φ) + c(y)
 * </pre>
 *
 * with h a residual perceptron of few weights. Cosine critics are the case h = 0 on the sphere: the
 * embedding's noise would have to be normal. Data of repeats have the sum of the scores of each.
 */
final class DiscrepancyNetwork {
  private final CriticNetwork towers;
  private final int embedding;
  private final int width;
  private final boolean bias;
  private final Linear stem;
  private final ResidualTrunk trunk;

  DiscrepancyNetwork(EmbedAndEmulateSettings settings, int parameters, List<Integer> dataShape) {
    Discrepancy discrepancy = Objects.requireNonNull(settings.discrepancy(), "discrepancy");
    towers = new CriticNetwork(settings, parameters, dataShape);
    embedding = settings.embedding();
    bias = settings.bias();
    width = discrepancy.width();
    stem = Linear.declare(towers.layout(), "discrepancy.stem", embedding, width);
    trunk = new ResidualTrunk(towers.layout(), "discrepancy", width, discrepancy.blocks(), 1);
  }

  /** All weights, of the towers and of h. */
  WeightLayout layout() {
    return towers.layout();
  }

  /** How data are read. */
  InputShape inputs() {
    return towers.inputs();
  }

  /** Length of a row of f with c, and of one of g with b: E, or with bias E + 1. */
  int outputs() {
    return towers.head().outputs();
  }

  /** Rows of f with c, [N, outputs], of standardised rows of data. */
  NDArray encode(NDArray rows, NDArray[] weights) {
    return towers.encode(rows, weights);
  }

  /** Rows of g with b, [M, outputs], of whitened parameters, [M, P]. */
  NDArray emulate(NDArray parameters, NDArray[] weights) {
    return towers.emulate(parameters, weights);
  }

  /**
   * Scores of every row of data with all parameters.
   *
   * @param encoded [N, outputs]
   * @param emulated [M, outputs]
   * @return [N M]: row n, then parameters m
   */
  NDArray all(NDArray encoded, NDArray emulated, NDArray[] weights) {
    long rows = encoded.getShape().get(0);
    long parameters = emulated.getShape().get(0);
    NDArray f = encoded.reshape(new Shape(rows, 1, outputs()));
    NDArray g = emulated.reshape(new Shape(1, parameters, outputs()));
    NDArray apart = part(f).sub(part(g)).reshape(new Shape(rows * parameters, embedding));
    NDArray scores = scores(apart, weights);
    return bias ? scores.add(bias(f).add(bias(g)).reshape(scores.getShape())) : scores;
  }

  private NDArray scores(NDArray apart, NDArray[] weights) {
    NDArray half = TensorRuntime.constant(apart.getManager(), 0.5);
    NDArray h = trunk.forward(stem.forward(apart, weights), weights);
    return h.reshape(new Shape(h.size())).sub(apart.square().sum(new int[] {1}).mul(half));
  }

  private NDArray part(NDArray rows) {
    return rows.get(":, :, :" + embedding);
  }

  private NDArray bias(NDArray rows) {
    return rows.get(":, :, " + embedding);
  }
}
