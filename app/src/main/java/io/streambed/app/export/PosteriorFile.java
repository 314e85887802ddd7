package io.streambed.app.export;

import io.streambed.app.result.PosteriorFormat;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file of posteriors.
 *
 * @param path where it is written
 * @param lines how its lines are written; empty for NetCDF, which holds one posterior
 */
public record PosteriorFile(Path path, Optional<PosteriorFormat> lines) {

  /**
   * The kind that the name ends in.
   *
   * @param format of the lines, if it was said
   * @throws IllegalArgumentException if the name says nothing, or another format than was said
   */
  public static PosteriorFile of(Path path, @Nullable PosteriorFormat format) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    Optional<PosteriorFormat> ending =
        name.endsWith(".csv")
            ? Optional.of(PosteriorFormat.CSV)
            : name.endsWith(".json") || name.endsWith(".jsonl")
                ? Optional.of(PosteriorFormat.JSON)
                : Optional.empty();
    if (name.endsWith(".nc")) {
      require(path, format, format == null || format == PosteriorFormat.ARVIZ);
      return new PosteriorFile(path, Optional.empty());
    }
    boolean json = ending.equals(Optional.of(PosteriorFormat.JSON));
    require(
        path,
        format,
        ending.isPresent()
            && (format == null
                || ending.equals(Optional.of(format))
                || (json && format == PosteriorFormat.ARVIZ)));
    return new PosteriorFile(path, Optional.ofNullable(format).or(() -> ending));
  }

  private static void require(Path path, @Nullable PosteriorFormat format, boolean fits) {
    if (!fits) {
      throw new IllegalArgumentException(
          "expected a file that ends in .csv, .json, .jsonl or .nc%s, got %s"
              .formatted(
                  format == null
                      ? ""
                      : " as fits --format " + format.name().toLowerCase(Locale.ROOT),
                  path));
    }
  }
}
