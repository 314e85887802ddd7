package io.streambed.science.network;

import io.streambed.science.Data;
import io.streambed.science.NpeCSettings;
import java.util.List;

/** The form of NPE-C's flow and of what it is conditioned on: the features of standardised data. */
final class FlowNetwork {
  private final WeightLayout layout = new WeightLayout();
  private final NpeCSettings settings;
  private final InputShape inputs;
  private final SplineFlow flow;

  FlowNetwork(NpeCSettings settings, int parameters, List<Integer> dataShape) {
    this.settings = settings;
    inputs = InputShape.of(settings.encoder(), dataShape);
    int context = Math.multiplyExact(inputs.size(), 1 + 2 * settings.dataOctaves());
    flow =
        new SplineFlow(
            layout,
            "flow",
            new SplineSettings(
                parameters,
                context,
                settings.layers(),
                settings.bins(),
                settings.tail(),
                settings.width(),
                settings.blocks()));
  }

  WeightLayout layout() {
    return layout;
  }

  /** How data are read. */
  InputShape inputs() {
    return inputs;
  }

  SplineFlow flow() {
    return flow;
  }

  /**
   * What the flow is conditioned on, [N, C]: each item standardised, then for k = 0 .. octaves - 1
   * the sines and the cosines of 2^k times its values.
   *
   * @throws IllegalArgumentException if an item has another size
   */
  float[] context(Standardisation standardisation, List<Data> data) {
    int values = inputs.size();
    int size = flow.settings().context();
    float[] context = new float[data.size() * size];
    for (int n = 0; n < data.size(); n++) {
      inputs.requireReadable(data.get(n));
      float[] y = standardisation.standardise(inputs, settings.transform(), data.get(n));
      int at = n * size;
      System.arraycopy(y, 0, context, at, values);
      for (int k = 0; k < settings.dataOctaves(); k++) {
        for (int i = 0; i < values; i++) {
          double angle = (double) y[i] * (1L << k);
          context[at + (2 * k + 1) * values + i] = (float) Math.sin(angle);
          context[at + (2 * k + 2) * values + i] = (float) Math.cos(angle);
        }
      }
    }
    return context;
  }
}
