package io.streambed.app.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A drawing that the page of findings knows how to make; it scales its own axes. */
public sealed interface Chart {

  /**
   * Horizontal bars from zero, one below the other.
   *
   * @param axis what their length is, with its unit
   * @param groups at most two; each has a colour and stands in the legend
   * @param bars from the top down
   * @param limit a line across them, or null
   */
  record Bars(String axis, List<String> groups, List<Bar> bars, @Nullable Limit limit)
      implements Chart {
    public Bars {
      groups = List.copyOf(groups);
      bars = List.copyOf(bars);
    }
  }

  /**
   * One bar.
   *
   * @param group its place among the groups, from 0
   */
  record Bar(String name, int group, double value) {}

  /** A value that bars are held to, and what it is. */
  record Limit(String name, double value) {}

  /**
   * Parameters one by one: histograms of draws under the lines of exact densities.
   *
   * @param panels one a parameter
   */
  record Marginals(List<Marginal> panels) implements Chart {
    public Marginals {
      panels = List.copyOf(panels);
    }
  }

  /**
   * One parameter.
   *
   * @param lower where the histogram begins, own unit
   * @param upper where it ends
   * @param shares density of the draws in each of its equally wide bins, per own unit
   * @param x places of the exact density, ascending
   * @param density there, per own unit
   * @param truth the value that gave the data
   */
  record Marginal(
      String name,
      double lower,
      double upper,
      List<Double> shares,
      List<Double> x,
      List<Double> density,
      double truth) {
    public Marginal {
      shares = List.copyOf(shares);
      x = List.copyOf(x);
      density = List.copyOf(density);
    }
  }

  /**
   * Clouds of points around the diagonal on which both values are equal.
   *
   * @param across what the horizontal axis holds
   * @param up what the vertical axis holds
   */
  record Scatters(String across, String up, List<Scatter> panels) implements Chart {
    public Scatters {
      panels = List.copyOf(panels);
    }
  }

  /** One cloud; as many x as y. */
  record Scatter(String name, List<Double> x, List<Double> y) {
    public Scatter {
      x = List.copyOf(x);
      y = List.copyOf(y);
    }
  }
}
