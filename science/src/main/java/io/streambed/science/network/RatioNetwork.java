package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.streambed.science.NreCSettings;
import io.streambed.science.network.FeatureMap.Products;
import java.util.List;

/**
 * Residual classifier of parameters and data together: h(φ, y) = trunk(p(φ) + d(y)), p and d linear
 * in their features; one value for each pair, which is meant to be log p(φ | y) / p~(φ).
 */
final class RatioNetwork {
  private final WeightLayout layout = new WeightLayout();
  private final InputShape inputs;
  private final int width;
  private final FeatureMap parameterFeatures;
  private final FeatureMap dataFeatures;
  private final Linear parameterStem;
  private final Linear dataStem;
  private final ResidualTrunk trunk;

  RatioNetwork(NreCSettings settings, int parameters, List<Integer> dataShape) {
    inputs = InputShape.of(settings.encoder(), dataShape);
    width = settings.width();
    parameterFeatures = new FeatureMap(parameters, settings.parameterOctaves(), Products.NONE);
    dataFeatures = new FeatureMap(inputs.channels(), settings.dataOctaves(), Products.NONE);
    parameterStem =
        Linear.declare(layout, "classifier.parameters", parameterFeatures.size(), width);
    dataStem = Linear.declare(layout, "classifier.data", dataFeatures.size(), width);
    trunk = new ResidualTrunk(layout, "classifier", width, settings.blocks(), 1);
  }

  WeightLayout layout() {
    return layout;
  }

  /** How data are read. */
  InputShape inputs() {
    return inputs;
  }

  /**
   * Scores of whitened parameters, K for each item of data.
   *
   * @param parameters [K * N, P]: row k N + n meets item n
   * @param data standardised, [N, D]
   * @return [K * N, 1]
   */
  NDArray forward(NDArray parameters, NDArray data, NDArray[] weights) {
    long items = data.getShape().get(0);
    long rows = parameters.getShape().get(0);
    NDArray p = parameterStem.forward(parameterFeatures.of(parameters), weights);
    NDArray d = dataStem.forward(dataFeatures.of(data), weights);
    NDArray met = p.reshape(new Shape(rows / items, items, width)).add(d);
    return trunk.forward(met.reshape(new Shape(rows, width)), weights);
  }
}
