package io.streambed.app.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Draws;
import io.streambed.science.prior.ParameterSpace;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class PictureFormatTest {

  @Test
  void aPngOfTwoParametersShowsPosteriorAndReferenceOnWhite() throws IOException {
    BufferedImage image =
        ImageIO.read(
            new ByteArrayInputStream(
                written(PictureFormat.PNG, portrait(2, 2000, gaussian(2, 2000, 2)))));
    assertEquals(Color.WHITE.getRGB(), image.getRGB(0, 0));
    int blue = 0;
    int orange = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        Color color = new Color(image.getRGB(x, y));
        blue += color.equals(Style.POSTERIOR) ? 1 : 0;
        orange += color.equals(Style.REFERENCE) ? 1 : 0;
      }
    }
    assertTrue(blue > 500, "posterior: " + blue);
    assertTrue(orange > 500, "reference: " + orange);
  }

  @Test
  void anSvgOfTenThousandDrawsOfEightParametersIsValidXmlOfModerateSize() throws Exception {
    byte[] bytes = written(PictureFormat.SVG, portrait(8, 10_000, null));
    assertTrue(bytes.length < 2_000_000, bytes.length + " bytes");
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
    assertEquals("svg", document.getDocumentElement().getTagName());
    String text = new String(bytes, StandardCharsets.UTF_8);
    assertTrue(text.contains("a&lt;b 7 (m/s)"), "names and units");
    assertTrue(text.contains(">title &amp; more<"), "the title");
  }

  @Test
  void weightsMoveThePicture() throws IOException {
    Draws draws = gaussian(2, 500, 1);
    double[] tilted = IntStream.range(0, 500).mapToDouble(s -> Math.exp(draws.get(s, 0))).toArray();
    Draws weighted = Draws.of(2, draws.toArray(), tilted);
    String text =
        new String(
            written(
                PictureFormat.SVG,
                new Portrait("weights", portrait(2, 2, null).space(), weighted, null)),
            StandardCharsets.UTF_8);
    // Tilting a standard Gaussian by exp(x) moves its mean to 1; 6 standard errors of 500 draws are
    // .45.
    assertEquals(1, weighted.mean(0), 0.45);
    String said = PairPlot.moments(weighted.mean(0), weighted.deviation(0));
    assertTrue(text.contains(">a&lt;b 0 " + said + "<"), "the weighted mean: " + said);
  }

  @Test
  void aMeanHasAsManyDecimalsAsItsDeviationHasFigures() {
    assertEquals("0.547 ± 0.063", PairPlot.moments(0.54687, 0.0633));
    assertEquals("34.0 ± 2.9", PairPlot.moments(34.03, 2.93));
    assertEquals("1235 ± 23", PairPlot.moments(1234.6, 23.4));
    assertEquals("1.000 ± 0.000", PairPlot.moments(1, 0));
  }

  @Test
  void aParameterThatDoesNotVaryIsDrawnToo() throws IOException {
    Draws flat = Draws.of(2, new double[] {1, 5, 1, 6, 1, 7});
    assertTrue(
        written(PictureFormat.SVG, new Portrait("flat", portrait(2, 2, null).space(), flat, null))
                .length
            > 1000);
  }

  @Test
  void otherEndingsAndTooManyParametersAreRefused() {
    assertEquals(PictureFormat.SVG, PictureFormat.of(Path.of("a/b.SVG")));
    assertThrows(IllegalArgumentException.class, () -> PictureFormat.of(Path.of("pairs.jpeg")));
    assertThrows(IllegalArgumentException.class, () -> portrait(21, 2, null));
  }

  private static Portrait portrait(int parameters, int draws, @Nullable Draws reference) {
    ParameterSpace space =
        new ParameterSpace(
            IntStream.range(0, parameters).mapToObj(p -> "a<b " + p).toList(),
            Collections.nCopies(parameters, "m/s"));
    return new Portrait("title & more", space, gaussian(parameters, draws, 1), reference);
  }

  private static Draws gaussian(int parameters, int draws, long seed) {
    var normal =
        ZigguratSampler.NormalizedGaussian.of(RandomSource.XO_RO_SHI_RO_128_PP.create(seed));
    double[] values = new double[parameters * draws];
    java.util.Arrays.setAll(values, i -> normal.sample());
    return Draws.of(parameters, values);
  }

  private static byte[] written(PictureFormat format, Portrait portrait) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.write(portrait, out);
    return out.toByteArray();
  }
}
