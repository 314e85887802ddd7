package io.streambed.app.result;

import io.streambed.inference.document.ParameterSummary;
import java.util.List;
import java.util.Locale;

/** A posterior as text, beside its reference where there is one. */
public final class PosteriorTable {

  private PosteriorTable() {}

  /** A heading, then one line for each parameter. */
  public static List<String> of(List<ParameterSummary> posterior) {
    boolean compared = posterior.stream().allMatch(p -> p.referenceMean() != null);
    int name = width(posterior.stream().map(ParameterSummary::parameter).toList(), "parameter");
    int unit = width(posterior.stream().map(ParameterSummary::unit).toList(), "unit");
    String format = "%-" + name + "s  %-" + unit + "s  %10s %10s  %23s";
    String heading = format.formatted("parameter", "unit", "mean", "sd", "90 % interval");
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(
                compared
                    ? heading + "  %10s %10s %7s %6s".formatted("reference", "sd", "shift", "ratio")
                    : heading),
            posterior.stream().map(p -> line(p, format)))
        .toList();
  }

  private static String line(ParameterSummary p, String format) {
    String ours =
        format.formatted(
            p.parameter(),
            p.unit(),
            number(p.mean()),
            number(p.sd()),
            "[" + number(p.q05()) + ", " + number(p.q95()) + "]");
    Double mean = p.referenceMean();
    Double sd = p.referenceSd();
    return mean == null || sd == null
        ? ours
        : ours
            + String.format(
                Locale.ROOT,
                "  %10s %10s %+7.2f %6.2f",
                number(mean),
                number(sd),
                (p.mean() - mean) / sd,
                p.sd() / sd);
  }

  private static int width(List<String> cells, String heading) {
    return Math.max(heading.length(), cells.stream().mapToInt(String::length).max().orElse(0));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
