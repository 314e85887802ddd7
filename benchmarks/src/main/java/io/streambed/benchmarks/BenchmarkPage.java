package io.streambed.benchmarks;

import io.streambed.app.benchmark.BenchmarkTask;
import io.streambed.app.result.BenchmarkResult;
import io.streambed.app.result.BenchmarkResult.Budget;
import io.streambed.app.result.RatioSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code docs/benchmarks.md} from stored results. Arguments: folder of the results
 * (benchmarks/results), page (docs/benchmarks.md).
 */
public final class BenchmarkPage {
  private static final String HEAD =
      """
      # Benchmarks

      Written by `benchmarks/run page` from `benchmarks/results/`; do not edit. Each file there is what one command of the last table
      printed with `--json`; `DIR` is the folder of the reference posteriors.

      Task, observations and references are those of the simulation-based inference benchmark (arXiv 2101.04653); a figure is a mean over
      the observations of its command. C2ST as published there: 0.5 is best, 1 worst. "trees" is the same test by gradient-boosted trees, a
      stronger judge in few dimensions. KL is KL(reference || ours) in nats, where the likelihood is known. "Fresh data": mean KL(exact || ours)
      over data that the prior gives, then the root mean square of learnt minus exact log ratios over joint and shuffled pairs, nats (how many data).
      Published columns: REJ-ABC, NPE and NRE-B of arXiv 2101.04653, NRE-C of arXiv 2210.06170 (corrected files of 2024).
      """;

  private final PublishedScores published = PublishedScores.load();
  private final List<String> lines = new ArrayList<>(HEAD.lines().toList());

  private BenchmarkPage() {}

  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT);
    Arguments arguments = new Arguments(args);
    Path page = Path.of(arguments.text(1, "docs/benchmarks.md"));
    List<String> lines = of(StoredResults.read(Path.of(arguments.text(0, "benchmarks/results"))));
    Files.write(page, lines, StandardCharsets.UTF_8);
    System.out.println("wrote " + page);
  }

  /** The page, line by line. */
  static List<String> of(List<BenchmarkResult> results) {
    BenchmarkPage page = new BenchmarkPage();
    Map<String, List<BenchmarkResult>> byBudget =
        results.stream()
            .sorted(
                Comparator.comparingDouble(BenchmarkPage::size)
                    .thenComparing(BenchmarkResult::task)
                    .thenComparing(BenchmarkResult::estimator)
                    .thenComparing(BenchmarkResult::seed))
            .collect(
                Collectors.groupingBy(
                    result -> title(result.budget()), LinkedHashMap::new, Collectors.toList()));
    byBudget.forEach(page::budget);
    page.commands(results);
    return page.lines;
  }

  private void budget(String title, List<BenchmarkResult> results) {
    Long pairs = results.get(0).budget().pairs();
    List<String> columns =
        pairs != null && published.covers(pairs) ? PublishedScores.METHODS : List.of();
    add("", "## " + title, "");
    add(
        "| task | estimator | seeds | C2ST, mean (each seed) | trees | KL | "
            + columns.stream().map(m -> "published " + m + " | ").collect(Collectors.joining())
            + "pairs/s |");
    add("|---|---|---|---|---|---|" + "---|".repeat(columns.size()) + "---|");
    Map<String, List<BenchmarkResult>> rows = new TreeMap<>();
    results.forEach(
        result ->
            rows.computeIfAbsent(order(result.task()) + result.estimator(), k -> new ArrayList<>())
                .add(result));
    rows.values().forEach(row -> add(row(row, pairs, columns)));
  }

  private String row(List<BenchmarkResult> seeds, @Nullable Long pairs, List<String> columns) {
    BenchmarkResult first = seeds.get(0);
    StringBuilder row = new StringBuilder();
    row.append("| %s | %s | ".formatted(first.task(), first.estimator()));
    row.append(seeds.stream().map(s -> Long.toString(s.seed())).collect(Collectors.joining(" ")));
    row.append(" | ").append(withEach(seeds, BenchmarkResult::c2stMean));
    row.append(" | ").append(mean(seeds, BenchmarkResult::boostedMean));
    row.append(" | ").append(mean(seeds, BenchmarkResult::klMean));
    for (String method : columns) {
      row.append(" | ")
          .append(
              published
                  .c2st(first.task(), method, Objects.requireNonNull(pairs))
                  .map("%.3f"::formatted)
                  .orElse("-"));
    }
    row.append(" | %,.0f |".formatted(average(seeds, BenchmarkResult::pairsPerSecond)));
    return row.toString();
  }

  private void commands(List<BenchmarkResult> results) {
    add("", "## Each command", "");
    add(
        "| command | C2ST of each observation | trees | KL | fresh data: KL, ratios off by |"
            + " pairs | steps | seconds | model |");
    add("|---|---|---|---|---|---|---|---|---|");
    for (BenchmarkResult result : results) {
      add(
          "| `%s` | %s | %s | %s | %s | %,d | %,d | %.0f | %.12s |"
              .formatted(
                  result.command(),
                  each(result, BenchmarkResult.Score::c2st),
                  each(result, BenchmarkResult.Score::boosted),
                  each(result, BenchmarkResult.Score::kl),
                  ratios(result.ratios()),
                  result.pairs(),
                  result.steps(),
                  result.seconds().total(),
                  result.model().sha256()));
    }
  }

  private static String ratios(@Nullable RatioSummary ratios) {
    return ratios == null
        ? "-"
        : "%.3f, %.2f %.2f (%d)"
            .formatted(
                ratios.kl(), ratios.joint().rmse(), ratios.shuffled().rmse(), ratios.pairs());
  }

  private void add(String... added) {
    lines.addAll(Arrays.asList(added));
  }

  private static String each(
      BenchmarkResult result, Function<BenchmarkResult.Score, @Nullable Double> figure) {
    return result.observations().stream()
        .map(score -> text(figure.apply(score)))
        .collect(Collectors.joining(" "));
  }

  private static String withEach(
      List<BenchmarkResult> seeds, Function<BenchmarkResult, @Nullable Double> figure) {
    String mean = mean(seeds, figure);
    return seeds.size() < 2
        ? mean
        : "%s (%s)"
            .formatted(
                mean,
                seeds.stream()
                    .map(seed -> text(figure.apply(seed)))
                    .collect(Collectors.joining(" ")));
  }

  private static String mean(
      List<BenchmarkResult> seeds, Function<BenchmarkResult, @Nullable Double> figure) {
    double mean = average(seeds, figure);
    return text(Double.isNaN(mean) ? null : mean);
  }

  /** NaN where a seed has none. */
  private static double average(
      List<BenchmarkResult> seeds, Function<BenchmarkResult, @Nullable Double> figure) {
    return seeds.stream()
        .mapToDouble(seed -> Objects.requireNonNullElse(figure.apply(seed), Double.NaN))
        .average()
        .orElse(Double.NaN);
  }

  private static String text(@Nullable Double figure) {
    return figure == null ? "-" : "%.3f".formatted(figure);
  }

  private static String order(String task) {
    return "%02d".formatted(BenchmarkTask.named(task).ordinal());
  }

  private static double size(BenchmarkResult result) {
    Budget budget = result.budget();
    return budget.pairs() != null
        ? budget.pairs()
        : 1e12 * (1 + Objects.requireNonNullElse(budget.minutes(), 0.0));
  }

  private static String title(Budget budget) {
    if (budget.pairs() != null) {
      return "%,d simulations, %s"
          .formatted(budget.pairs(), budget.reuse() == 1 ? "each used once" : "used again");
    }
    String uses =
        budget.reuse() == 1
            ? "each used once"
            : "each used %s times".formatted(plain(budget.reuse()));
    return budget.minutes() != null
        ? "%s minutes of a stream, %s".formatted(plain(budget.minutes()), uses)
        : "As the experiment says, " + uses;
  }

  /** Whole numbers without a point. */
  private static String plain(double value) {
    return value == Math.rint(value) ? "%.0f".formatted(value) : Double.toString(value);
  }
}
