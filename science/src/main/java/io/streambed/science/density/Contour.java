package io.streambed.science.density;

import java.util.List;

/** A closed line through these points, the last joined to the first. */
public record Contour(List<Point> points) {

  public Contour {
    points = List.copyOf(points);
  }

  /**
   * A point, in the units of its parameters.
   *
   * @param x along the columns
   * @param y along the rows
   */
  public record Point(double x, double y) {}
}
