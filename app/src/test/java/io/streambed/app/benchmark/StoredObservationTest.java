package io.streambed.app.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.experiment.ReferenceDraws;
import io.streambed.science.Data;
import io.streambed.science.Draws;
import io.streambed.science.Parameters;
import io.streambed.science.simulator.RunGenerator;
import io.streambed.science.simulator.TractableSimulator;
import io.streambed.topics.experiment.ExperimentSettings;
import java.net.URL;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whether the benchmark's observations 1 to 5 look like ours at the parameters that gave them: each
 * is more likely than some of 2,000 runs, and the share of runs that are less likely is neither low
 * nor high on average. Right simulators all pass with probability 0.97 (the mean of five uniform
 * shares leaves 0.1 to 0.9 with probability 5e-4).
 */
class StoredObservationTest {
  private static final int RUNS = 2000;

  @ParameterizedTest
  @EnumSource
  void storedObservationsAreAsLikelyAsOurs(BenchmarkTask task) {
    ExperimentSettings experiment = ExperimentPlan.load(task.experiment(), Map.of()).experiment();
    TractableSimulator simulator = (TractableSimulator) experiment.simulator();
    Draws truths = stored(task, "true_parameters.csv", simulator.parameters());
    int values = simulator.dataShape().stream().reduce(1, Math::multiplyExact);
    Draws observations = stored(task, "observations.csv", values);
    assertEquals(5, truths.size());
    double share = 0;
    for (int observation = 0; observation < 5; observation++) {
      Parameters phi = Parameters.of(row(truths, observation));
      Data y = data(row(observations, observation), simulator);
      double stored = simulator.logLikelihood(phi, y);
      int below = 0;
      UniformRandomProvider random = RunGenerator.of(18, observation);
      for (int run = 0; run < RUNS; run++) {
        below += simulator.logLikelihood(phi, simulator.simulate(phi, random)) <= stored ? 1 : 0;
      }
      assertTrue(below > 0, "%s %d: less likely than all runs".formatted(task, observation + 1));
      share += below / (5.0 * RUNS);
    }
    assertEquals(0.5, share, 0.4, task + ": share of less likely runs");
  }

  private static Draws stored(BenchmarkTask task, String name, int columns) {
    String resource = "/sbibm/%s/%s".formatted(task, name);
    URL file = Objects.requireNonNull(StoredObservationTest.class.getResource(resource), resource);
    return ReferenceDraws.read(file, columns);
  }

  private static double[] row(Draws rows, int s) {
    double[] row = new double[rows.parameters()];
    for (int p = 0; p < row.length; p++) {
      row[p] = rows.get(s, p);
    }
    return row;
  }

  private static Data data(double[] values, TractableSimulator simulator) {
    float[] y = new float[values.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) values[i];
    }
    return Data.of(y, simulator.dataShape().stream().mapToInt(size -> size).toArray());
  }
}
