package io.streambed.app.reproduce;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import io.streambed.science.diagnostics.BoxGrid;
import io.streambed.science.prior.Block;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Uniform;
import io.streambed.science.simulator.TractableSimulator;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Posteriors of a uniform prior by quadrature over the few parameters that the likelihood depends
 * on; the others keep their prior.
 */
final class ExactPosterior {
  private final TractableSimulator simulator;
  private final List<Uniform> box;
  private final int informative;
  private final BoxGrid grid;

  /**
   * @param prior uniform in every parameter
   * @param informative Q, the first so many parameters inform; at most 3
   * @param cells on each of their axes
   * @throws IllegalArgumentException if a parameter is not uniform
   */
  ExactPosterior(TractableSimulator simulator, Prior prior, int informative, int cells) {
    this.simulator = simulator;
    this.box = prior.blocks().stream().map(ExactPosterior::uniform).toList();
    this.informative = informative;
    this.grid = new BoxGrid(box.subList(0, informative), cells);
  }

  private static Uniform uniform(Block block) {
    if (block instanceof Uniform uniform) {
      return uniform;
    }
    throw new IllegalArgumentException("expected uniform parameters, got " + block);
  }

  /** Over the first Q parameters. */
  BoxGrid grid() {
    return grid;
  }

  /** The prior's interval of parameter {@code p}. */
  Uniform interval(int p) {
    return box.get(p);
  }

  /** Mass of each cell of the grid given {@code y}. */
  double[] masses(Data y) {
    ToDoubleFunction<Parameters> logLikelihood = simulator.logLikelihoodOf(y);
    double[] points = grid.points();
    double[] phi = box.stream().mapToDouble(u -> (u.lower() + u.upper()) / 2).toArray();
    double[] logs = new double[grid.size()];
    for (int i = 0; i < logs.length; i++) {
      System.arraycopy(points, i * informative, phi, 0, informative);
      logs[i] = logLikelihood.applyAsDouble(Parameters.of(phi));
    }
    return grid.masses(logs);
  }

  /** KL(posterior || prior), nats, of masses: what the data tell. */
  double information(double[] masses) {
    double[] prior = new double[masses.length];
    Arrays.fill(prior, 1.0 / masses.length);
    return BoxGrid.divergence(masses, prior);
  }

  /** Places of {@link #density}: middles of the cells, or the ends of the prior. */
  List<Double> places(int p) {
    return p < informative ? grid.middles(p) : List.of(box.get(p).lower(), box.get(p).upper());
  }

  /** Density of parameter {@code p} at its {@link #places}, per own unit. */
  List<Double> density(double[] masses, int p) {
    return p < informative
        ? grid.marginal(masses, p)
        : Collections.nCopies(2, 1 / (box.get(p).upper() - box.get(p).lower()));
  }
}
