package io.streambed.app.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Stroke;

/** Colours, lines and letters of a pair plot; sizes in points. */
final class Style {
  static final Color PAPER = Color.WHITE;
  static final Color INK = new Color(0x30, 0x36, 0x3d);
  static final Color FRAME = new Color(0xc8, 0xce, 0xd6);
  static final Color POSTERIOR = new Color(0x1f, 0x6f, 0xb4);
  static final Color DOT = new Color(0x1f, 0x6f, 0xb4, 0x58);
  static final Color OUTER = new Color(0x1f, 0x6f, 0xb4, 0x30);
  static final Color INNER = new Color(0x1f, 0x6f, 0xb4, 0x58);
  static final Color REFERENCE = new Color(0xd9, 0x5f, 0x0e);
  static final Stroke LINE = new BasicStroke(1.2f);
  static final Stroke DASHED =
      new BasicStroke(
          1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {4, 2.5f}, 0);
  static final Stroke DOTS = new BasicStroke(1.3f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 14);
  static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 10);

  private Style() {}
}
