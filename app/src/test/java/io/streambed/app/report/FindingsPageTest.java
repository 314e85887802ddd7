package io.streambed.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.streambed.app.result.Claim;
import io.streambed.app.result.DemoResult;
import io.streambed.app.result.ReproductionResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsPageTest {
  private static final Pattern DATA =
      Pattern.compile(
          "<script id=\"data\" type=\"application/json\">(.*?)</script>", Pattern.DOTALL);

  @TempDir Path directory;

  private record Known(double half) implements ReproductionResult.Figures {}

  private static FindingsReport report(String title) {
    ReproductionResult result =
        new ReproductionResult(
            "test",
            1,
            false,
            List.of(Claim.atLeast("a claim", "a figure", Double.NaN, 0.5)),
            new Known(0.5),
            List.of(
                new ReproductionResult.Trial(
                    "only", "experiment", 100, 10, 2.5, new DemoResult.Model(1, "0".repeat(64)))),
            3,
            "reproduce-test.html");
    List<Chart> charts =
        List.of(
            new Chart.Bars("metres", List.of("g"), List.of(new Chart.Bar("b", 0, 1)), null),
            new Chart.Scatters(
                "x", "y", List.of(new Chart.Scatter("s", List.of(1.0), List.of(2.0)))),
            new Chart.Marginals(
                List.of(
                    new Chart.Marginal(
                        "p", 0, 1, List.of(1.0), List.of(0.0, 1.0), List.of(1.0, 1.0), 0.3))));
    return new FindingsReport(
        title,
        "lead",
        result,
        List.of(new Section("section", "note", charts)),
        List.of(new FindingsReport.Trained("only", List.of(), Map.of("seed", "1"))));
  }

  private static JsonNode data(String page) throws IOException {
    Matcher matcher = DATA.matcher(page);
    assertTrue(matcher.find());
    return new ObjectMapper().readTree(matcher.group(1));
  }

  @Test
  void itLoadsNothingFromElsewhere() {
    String page = FindingsPage.of(report("plain"));
    assertFalse(Pattern.compile("(src|href)=[\"']?(https?:)?//").matcher(page).find());
    assertFalse(Pattern.compile("/\\*(D3|BODY|SCRIPT|STYLE|DATA)\\*/").matcher(page).find());
  }

  /** The script looks its drawings up by these names. */
  @Test
  void everyKindOfDrawingHasItsFunctionInTheScript() throws IOException {
    String page = FindingsPage.of(report("plain"));
    JsonNode drawings = data(page).at("/sections/0/drawings");
    assertEquals(Chart.class.getPermittedSubclasses().length, drawings.size());
    for (JsonNode drawing : drawings) {
      assertTrue(page.contains("function %s(".formatted(drawing.get("kind").asText())), page);
    }
  }

  @Test
  void aTitleCannotEndTheElementThatHoldsTheData() throws IOException {
    String title = "</script><script>alert(1)</script>";
    assertEquals(title, data(FindingsPage.of(report(title))).get("title").asText());
  }

  @Test
  void aFigureThatIsNotANumberIsNullAndItsClaimNotReproduced() throws IOException {
    JsonNode claim = data(FindingsPage.of(report("plain"))).at("/result/claims/0");
    assertTrue(claim.get("value").isNull());
    assertFalse(claim.get("reproduced").asBoolean(true));
  }

  @Test
  void aFileThatCannotBeWrittenIsNamedAndOneThatCanIsReplaced() throws IOException {
    assertTrue(
        String.valueOf(
                assertThrows(IOException.class, () -> WholeFile.probe(directory)).getMessage())
            .contains(directory.toString()));
    Path file = directory.resolve("report.html");
    WholeFile.probe(file);
    assertFalse(Files.exists(file));
    WholeFile.write(file, "old");
    WholeFile.write(file, "new");
    assertEquals("new", Files.readString(file));
    try (var files = Files.list(directory)) {
      assertEquals(1, files.count());
    }
  }
}
