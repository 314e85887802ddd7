package io.streambed.app.picture;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;

/** How a picture is written. */
public enum PictureFormat {
  /** Two pixels a point. */
  PNG,
  /** Lines and text. */
  SVG;

  private static final int PIXELS = 2;
  private static final String SVG_SPACE = "http://www.w3.org/2000/svg";

  /**
   * The one that the name of {@code file} ends in.
   *
   * @throws IllegalArgumentException if it ends in neither
   */
  public static PictureFormat of(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(format -> name.endsWith("." + format.name().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected a picture's file to end in .png or .svg, got " + file));
  }

  /**
   * Draws a pair plot into {@code out}.
   *
   * @throws IOException also if this machine cannot draw text
   */
  public void write(Portrait portrait, OutputStream out) throws IOException {
    // Needs no screen, also where there is one.
    System.setProperty("java.awt.headless", "true");
    try {
      PairPlot plot = new PairPlot(portrait);
      if (this == PNG) {
        png(plot, out);
      } else {
        svg(plot, out);
      }
    } catch (LinkageError | InternalError missing) {
      throw new IOException(
          "expected a Java that can draw text: install fontconfig and a font (%s)"
              .formatted(missing),
          missing);
    }
  }

  private static void png(PairPlot plot, OutputStream out) throws IOException {
    Dimension size = plot.size();
    BufferedImage image =
        new BufferedImage(size.width * PIXELS, size.height * PIXELS, BufferedImage.TYPE_INT_RGB);
    Graphics2D paper = image.createGraphics();
    try {
      paper.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      paper.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      exact(paper);
      paper.scale(PIXELS, PIXELS);
      plot.draw(paper);
    } finally {
      paper.dispose();
    }
    if (!ImageIO.write(image, "png", out)) {
      throw new IOException("expected a Java that writes PNG, this one does not");
    }
  }

  private static void svg(PairPlot plot, OutputStream out) throws IOException {
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
    context.setComment("Streambed");
    context.setPrecision(2);
    SVGGraphics2D paper = new SVGGraphics2D(context, false);
    paper.setSVGCanvasSize(plot.size());
    exact(paper);
    plot.draw(paper);
    OutputStreamWriter text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    paper.stream(text, true);
    text.flush();
  }

  /** Plots put this hint back to what it was, which must not be nothing. */
  private static void exact(Graphics2D paper) {
    paper.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  private static Document document() throws IOException {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(SVG_SPACE, "svg", null);
    } catch (ParserConfigurationException missing) {
      throw new IOException("expected a Java with an XML parser, this one has none", missing);
    }
  }
}
