package io.streambed.app.picture;

import io.streambed.science.Draws;
import io.streambed.science.prior.ParameterSpace;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;
import org.jspecify.annotations.Nullable;

/** Every parameter against every other: panels of one size, axes at the left and below alone. */
final class PairPlot {
  private static final double LEFT = 66;
  private static final double BELOW = 46;
  private static final double ABOVE = 78;
  private static final double GAP = 14;
  private static final double MARGIN = 14;
  private static final double LEAST_WIDTH = 420;

  /** Share of the draws beyond either end of an axis. */
  private static final double BEYOND = 0.0005;

  private final Portrait portrait;
  private final int parameters;
  private final double side;

  PairPlot(Portrait portrait) {
    this.portrait = portrait;
    parameters = portrait.space().size();
    side = parameters <= 2 ? 280 : parameters <= 4 ? 200 : parameters <= 10 ? 132 : 96;
  }

  /** Its size in points. */
  Dimension size() {
    double panels = parameters * (side + GAP) - GAP;
    return new Dimension(
        (int) Math.ceil(Math.max(LEAST_WIDTH, LEFT + panels + MARGIN)),
        (int) Math.ceil(ABOVE + panels + BELOW + MARGIN));
  }

  void draw(Graphics2D paper) {
    paper.setPaint(Style.PAPER);
    paper.fill(new Rectangle2D.Double(0, 0, size().width, size().height));
    heading(paper);
    Panels panels = new Panels(portrait, ranges());
    for (int row = 0; row < parameters; row++) {
      for (int column = 0; column <= row; column++) {
        boolean diagonal = row == column;
        XYPlot plot = diagonal ? panels.marginal(row) : panels.pair(column, row);
        place(paper, plot, row, column);
        if (diagonal) {
          caption(paper, row);
        }
      }
    }
  }

  private double x(int column) {
    return LEFT + column * (side + GAP);
  }

  private double y(int row) {
    return ABOVE + row * (side + GAP);
  }

  private void place(Graphics2D paper, XYPlot plot, int row, int column) {
    boolean last = row == parameters - 1;
    boolean first = column == 0 && row > 0;
    axis(plot.getDomainAxis(), last ? label(column) : null);
    axis(plot.getRangeAxis(), first ? label(row) : null);
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    AxisSpace below = new AxisSpace();
    below.setBottom(last ? BELOW : 0);
    plot.setFixedDomainAxisSpace(below);
    AxisSpace left = new AxisSpace();
    left.setLeft(first ? LEFT - 4 : 0);
    plot.setFixedRangeAxisSpace(left);
    plot.draw(
        paper,
        new Rectangle2D.Double(
            x(column) - left.getLeft(), y(row), side + left.getLeft(), side + below.getBottom()),
        null,
        null,
        null);
  }

  private static void axis(ValueAxis axis, @Nullable String label) {
    axis.setVisible(label != null);
    axis.setLabel(label);
    axis.setLabelFont(Style.LABEL);
    axis.setLabelPaint(Style.INK);
    axis.setTickLabelFont(Style.SMALL);
    axis.setTickLabelPaint(Style.INK);
    axis.setTickMarkPaint(Style.FRAME);
    axis.setAxisLineVisible(false);
    axis.setLabelInsets(new RectangleInsets(1, 1, 1, 1));
    // Room for three numbers, so that those of neighbouring panels do not touch.
    axis.setTickLabelInsets(new RectangleInsets(2, 8, 2, 4));
  }

  private String label(int p) {
    ParameterSpace space = portrait.space();
    String unit = space.units().get(p);
    return unit.equals("1") ? space.names().get(p) : space.names().get(p) + " (" + unit + ")";
  }

  /** Name, mean and deviation above a marginal; the name alone is said by the axes too. */
  private void caption(Graphics2D paper, int p) {
    Draws draws = portrait.draws();
    paper.setFont(Style.SMALL);
    paper.setPaint(Style.INK);
    String text =
        portrait.space().names().get(p) + " " + moments(draws.mean(p), draws.deviation(p));
    double free = paper.getFontMetrics().getStringBounds(text, paper).getWidth();
    // Above the diagonal there is nothing: a long line may begin at its panel and go on.
    double x = Math.min(x(p) + 2, size().width - MARGIN / 2 - free);
    paper.drawString(text, (float) Math.max(2, x), (float) (y(p) - 1));
  }

  /** The deviation to two figures, the mean to as many decimals. */
  static String moments(double mean, double deviation) {
    int decimals = deviation > 0 ? 1 - (int) Math.floor(Math.log10(deviation)) : 3;
    String format = decimals < 0 || decimals > 6 ? "%.4g ± %.2g" : "%.{d}f ± %.{d}f";
    return String.format(
        Locale.ROOT, format.replace("{d}", Integer.toString(decimals)), mean, deviation);
  }

  private void heading(Graphics2D paper) {
    paper.setFont(Style.TITLE);
    paper.setPaint(Style.INK);
    paper.drawString(portrait.title(), (float) MARGIN, 24f);
    paper.setFont(Style.LABEL);
    double x = MARGIN;
    x = key(paper, x, "posterior: regions of 50 and 90 %", false);
    if (portrait.reference() != null) {
      key(paper, x, "reference of the record", true);
    }
  }

  private static double key(Graphics2D paper, double x, String text, boolean reference) {
    paper.setPaint(reference ? Style.REFERENCE : Style.POSTERIOR);
    paper.setStroke(reference ? Style.DASHED : Style.LINE);
    paper.draw(new Line2D.Double(x, 42, x + 24, 42));
    paper.setPaint(Style.INK);
    paper.drawString(text, (float) (x + 30), 46f);
    return x + 48 + paper.getFontMetrics().stringWidth(text);
  }

  private List<Range> ranges() {
    List<Range> ranges = new ArrayList<>();
    for (int p = 0; p < parameters; p++) {
      Range range = range(portrait.draws(), p);
      Draws reference = portrait.reference();
      ranges.add(reference == null ? range : Range.combine(range, range(reference, p)));
    }
    return ranges.stream().map(range -> Range.expand(range, 0.06, 0.06)).toList();
  }

  private static Range range(Draws draws, int p) {
    double low = draws.quantile(p, BEYOND);
    double high = draws.quantile(p, 1 - BEYOND);
    // A parameter that does not vary still has a panel.
    double pad = low < high ? 0 : Math.max(1e-6, Math.abs(low) * 1e-3);
    return new Range(low - pad, high + pad);
  }
}
