package io.streambed.app.picture;

import io.streambed.science.Draws;
import io.streambed.science.density.Contour;
import io.streambed.science.density.Grid;
import io.streambed.science.density.MarginalDensity;
import io.streambed.science.density.PairDensity;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Stroke;
import java.awt.geom.Path2D;
import java.util.List;
import org.jfree.chart.annotations.XYShapeAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.Range;
import org.jspecify.annotations.Nullable;

/** The panels of a pair plot: marginals on the diagonal, pairs below it. */
final class Panels {
  private static final int MARGINAL_CELLS = 120;
  private static final int PAIR_CELLS = 64;
  private static final int FEW_PARAMETERS = 4;

  /** Draws shown as dots in all panels together, so that a file of many parameters stays small. */
  private static final int MOST_DOTS = 9_000;

  private static final int MOST_DOTS_IN_A_PANEL = 2_500;
  private static final Color NONE = new Color(0, true);
  private static final Stroke NO_LINE = new BasicStroke(0);

  private final Draws draws;
  private final @Nullable Draws reference;
  private final List<Range> ranges;

  Panels(Portrait portrait, List<Range> ranges) {
    draws = EvenDots.shuffled(portrait.draws());
    reference = portrait.reference();
    this.ranges = ranges;
  }

  /** The density of parameter {@code p}, that of the reference dashed. */
  XYPlot marginal(int p) {
    Grid grid = grid(p, MARGINAL_CELLS);
    MarginalDensity ours = MarginalDensity.of(draws, p, grid);
    XYPlot plot = plot(p);
    Path2D hill = hill(ours, grid);
    plot.addAnnotation(new XYShapeAnnotation(hill, Style.LINE, Style.POSTERIOR, Style.OUTER));
    double peak = ours.peak();
    Draws other = reference;
    if (other != null) {
      MarginalDensity theirs = MarginalDensity.of(other, p, grid);
      peak = Math.max(peak, theirs.peak());
      plot.addAnnotation(
          new XYShapeAnnotation(hill(theirs, grid), Style.DASHED, Style.REFERENCE, NONE));
    }
    plot.getRangeAxis().setRange(0, peak * 1.08);
    return plot;
  }

  /** Parameters {@code x} across and {@code y} up: dots, and regions of 50 and 90 % of the mass. */
  XYPlot pair(int x, int y) {
    XYPlot plot = plot(x);
    plot.getRangeAxis().setRange(ranges.get(y));
    plot.addAnnotation(new XYShapeAnnotation(dots(x, y), Style.DOTS, Style.DOT, NONE));
    PairDensity ours = density(draws, x, y);
    plot.addAnnotation(
        new XYShapeAnnotation(region(ours, 0.9), Style.LINE, Style.POSTERIOR, Style.OUTER));
    plot.addAnnotation(
        new XYShapeAnnotation(region(ours, 0.5), Style.LINE, Style.POSTERIOR, Style.INNER));
    Draws other = reference;
    if (other != null) {
      PairDensity theirs = density(other, x, y);
      for (double mass : new double[] {0.9, 0.5}) {
        plot.addAnnotation(
            new XYShapeAnnotation(region(theirs, mass), Style.DASHED, Style.REFERENCE, NONE));
      }
    }
    return plot;
  }

  private PairDensity density(Draws of, int x, int y) {
    int cells = of.parameters() <= FEW_PARAMETERS ? 2 * PAIR_CELLS : PAIR_CELLS;
    return PairDensity.of(of, x, grid(x, cells), y, grid(y, cells));
  }

  private Grid grid(int p, int cells) {
    Range range = ranges.get(p);
    return new Grid(range.getLowerBound(), range.getUpperBound(), cells);
  }

  private XYPlot plot(int x) {
    NumberAxis across = new NumberAxis();
    across.setRange(ranges.get(x));
    XYPlot plot = new XYPlot(null, across, new NumberAxis(), null);
    plot.setBackgroundPaint(Style.PAPER);
    plot.setOutlinePaint(Style.FRAME);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    return plot;
  }

  private static Path2D hill(MarginalDensity density, Grid grid) {
    Path2D hill = new Path2D.Double();
    hill.moveTo(grid.low(), 0);
    for (int i = 0; i < grid.cells(); i++) {
      hill.lineTo(grid.middle(i), density.get(i));
    }
    hill.lineTo(grid.high(), 0);
    return hill;
  }

  private static Path2D region(PairDensity density, double mass) {
    Path2D region = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    for (Contour line : density.contours(mass)) {
      List<Contour.Point> points = line.points();
      region.moveTo(points.get(0).x(), points.get(0).y());
      points.forEach(point -> region.lineTo(point.x(), point.y()));
      region.closePath();
    }
    return region;
  }

  /** One path for all, of lines without length: a round pen makes them dots. */
  private Path2D dots(int x, int y) {
    int panels = Math.max(1, draws.parameters() * (draws.parameters() - 1) / 2);
    int most = Math.min(MOST_DOTS_IN_A_PANEL, MOST_DOTS / panels);
    Path2D dots = new Path2D.Double();
    for (int s = 0; s < Math.min(most, draws.size()); s++) {
      double across = draws.get(s, x);
      double up = draws.get(s, y);
      if (ranges.get(x).contains(across) && ranges.get(y).contains(up)) {
        dots.moveTo(across, up);
        dots.lineTo(across, up);
      }
    }
    return dots;
  }
}
