package io.streambed.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.streambed.app.result.DemoResult;
import io.streambed.app.result.DetectionSummary;
import io.streambed.app.result.EmbeddingSummary;
import io.streambed.app.result.PredictiveSummary;
import io.streambed.inference.document.ParameterSummary;
import io.streambed.inference.document.TrustSummary;
import io.streambed.science.Data;
import io.streambed.science.Draws;
import io.streambed.science.diagnostics.CalibrationCurves;
import io.streambed.science.diagnostics.PredictiveBands;
import io.streambed.science.diagnostics.Roc;
import io.streambed.science.prior.ParameterSpace;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportPageTest {
  private static final Data RECORD = Data.of(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 5, 2);
  private static final PredictiveBands BANDS =
      PredictiveBands.of(
          RECORD,
          List.of(
              Data.of(new float[10], 5, 2),
              Data.of(new float[] {0, 2, 4, 5, 8, 10, 12, 14, 16, 18}, 5, 2)));

  private static final Pattern DATA =
      Pattern.compile(
          "<script id=\"data\" type=\"application/json\">(.*?)</script>", Pattern.DOTALL);

  @Test
  void aReportLoadsNothingFromElsewhere() {
    String page = ReportPage.of(report("plain"));
    assertFalse(Pattern.compile("(src|href)=[\"']?(https?:)?//").matcher(page).find());
    assertFalse(
        page.contains("/*D3*/") || page.contains("/*SCRIPT*/") || page.contains("/*STYLE*/"));
  }

  @Test
  void aTitleCannotEndTheElementThatHoldsTheData() throws IOException {
    String title = "</script><script>alert(1)</script>";
    assertEquals(title, data(ReportPage.of(report(title))).get("title").asText());
  }

  @Test
  void whatIsNotANumberIsNull() throws IOException {
    JsonNode data = data(ReportPage.of(report("plain")));
    assertTrue(data.at("/losses/0/held_out_loss").isNull());
    assertTrue(data.at("/result/c2st").isNull());
    assertTrue(data.get("calibration").isNull());
  }

  @Test
  void drawsAreThinnedToWhatCanBeSeen() throws IOException {
    JsonNode data = data(ReportPage.of(report("plain")));
    assertEquals(10_000, data.get("draws").asInt());
    assertEquals(2_500, data.get("ours").size());
    assertEquals(0.0004, data.at("/ours/1/0").asDouble(), 1e-12);
  }

  /** Of five channels the first four. */
  @Test
  void theRecordStandsBesideItsBandsByChannel() throws IOException {
    JsonNode channels = data(ReportPage.of(report("plain"))).get("predictive");
    assertEquals(4, channels.size());
    assertEquals("channel 2 of 5", channels.at("/1/name").asText());
    assertEquals("[2,3]", channels.at("/1/record").toString());
    assertEquals("[[0,0],[0,0],[0,0],[4,5],[4,5]]", channels.at("/1/quantiles").toString());
  }

  @Test
  void theCurvesOfDetectionStandBesideTheirFigures() throws IOException {
    JsonNode data = data(ReportPage.of(report("plain")));
    assertEquals("[0.0,0.0,0.5,1.0]", data.at("/detection/0/false_alarms").toString());
    assertEquals("noise", data.at("/result/detection/corruptions/0/corruption").asText());
    assertTrue(data.at("/result/detection/corruptions/0/auc_embedding").isNull());
  }

  private static JsonNode data(String page) throws IOException {
    Matcher matcher = DATA.matcher(page);
    assertTrue(matcher.find());
    return new ObjectMapper().readTree(matcher.group(1));
  }

  private static Report report(String title) {
    double[] values = new double[10_000];
    for (int s = 0; s < values.length; s++) {
      values[s] = s / 10_000.0;
    }
    Draws draws = Draws.of(1, values);
    ParameterSpace space = new ParameterSpace(List.of("a"), List.of("1"));
    DemoResult result =
        new DemoResult(
            "test",
            1,
            100,
            10,
            new DemoResult.Seconds(1, 2, 3, 4, 5),
            new DemoResult.Model(1, "0".repeat(64)),
            ParameterSummary.of(space, draws, null),
            null,
            null,
            new TrustSummary(
                "doubtful",
                List.of("data far out"),
                "complete",
                "rejection",
                10_000,
                1,
                Double.NaN,
                0,
                0,
                1,
                0,
                0.01,
                Double.NaN,
                1.5,
                0.5),
            List.of(),
            new PredictiveSummary(2, 1, 1, 0.5),
            EmbeddingSummary.of(space, List.of(0.5), 20, 10),
            new DetectionSummary(
                1000,
                0,
                1,
                2,
                0.01,
                0,
                List.of(new DetectionSummary.Detected("noise", 0.9, 0.9, null, 0.7, 0.2))),
            null,
            "report.html");
    return new Report(
        title,
        "sensor",
        result,
        draws,
        null,
        List.of(new LossPoint(10, 1.5, Double.NaN)),
        null,
        CalibrationCurves.NONE,
        PredictiveChannel.of(RECORD, BANDS),
        List.of(Roc.of(new double[] {1, 2}, new double[] {4, 2}, 9)),
        Map.of("seed", "1"));
  }
}
