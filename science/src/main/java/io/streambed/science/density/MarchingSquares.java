package io.streambed.science.density;

import io.streambed.science.density.Contour.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Closed lines of a level through squares between the middles of neighbouring cells (Lorensen and
 * Cline 1987, in two dimensions). Beyond the grid there is nothing, so every line closes. Where two
 * opposite corners lie above the level, they are kept apart.
 */
final class MarchingSquares {
  private static final int[][] CORNERS = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};

  private final PairDensity density;
  private final Grid columns;
  private final Grid rows;
  private final double level;
  private final Map<Long, Long> next = new LinkedHashMap<>();

  private MarchingSquares(PairDensity density, Grid columns, Grid rows, double level) {
    this.density = density;
    this.columns = columns;
    this.rows = rows;
    this.level = level;
  }

  static List<Contour> lines(PairDensity density, Grid columns, Grid rows, double level) {
    MarchingSquares squares = new MarchingSquares(density, columns, rows, level);
    for (int j = -1; j < rows.cells(); j++) {
      for (int i = -1; i < columns.cells(); i++) {
        squares.visit(i, j);
      }
    }
    return squares.joined();
  }

  /** Around a square: from where each stretch above the level ends to where it began. */
  private void visit(int i, int j) {
    long begun = -1;
    for (int turn = 0; turn < 8; turn++) {
      int[] from = CORNERS[turn % 4];
      int[] to = CORNERS[(turn + 1) % 4];
      boolean before = above(i + from[0], j + from[1]);
      boolean after = above(i + to[0], j + to[1]);
      if (!before && after && turn < 4) {
        begun = side(i, j, from, to);
      } else if (before && !after && begun >= 0) {
        next.put(side(i, j, from, to), begun);
        begun = -1;
      }
    }
  }

  private boolean above(int i, int j) {
    return density.get(i, j) >= level && density.get(i, j) > 0;
  }

  /** A number for the side between two corners, the same seen from both of its squares. */
  private long side(int i, int j, int[] from, int[] to) {
    boolean level = from[1] == to[1];
    long column = i + 1L + Math.min(from[0], to[0]);
    long row = j + 1L + Math.min(from[1], to[1]);
    return 2 * (row * (columns.cells() + 2L) + column) + (level ? 0 : 1);
  }

  private List<Contour> joined() {
    List<Contour> lines = new ArrayList<>();
    while (!next.isEmpty()) {
      List<Point> points = new ArrayList<>();
      Long side = next.keySet().iterator().next();
      while (side != null) {
        points.add(crossing(side));
        side = next.remove(side);
      }
      // The first point was met again.
      points.remove(points.size() - 1);
      lines.add(new Contour(points));
    }
    return lines;
  }

  /** Where the density, linear between two middles, has the level. */
  private Point crossing(long side) {
    long corner = side / 2;
    int i = (int) (corner % (columns.cells() + 2L)) - 1;
    int j = (int) (corner / (columns.cells() + 2L)) - 1;
    boolean horizontal = side % 2 == 0;
    double here = density.get(i, j);
    double there = horizontal ? density.get(i + 1, j) : density.get(i, j + 1);
    double share = Math.min(1, Math.max(0, (level - here) / (there - here)));
    return horizontal
        ? new Point(columns.middle(i + share), rows.middle(j))
        : new Point(columns.middle(i), rows.middle(j + share));
  }
}
