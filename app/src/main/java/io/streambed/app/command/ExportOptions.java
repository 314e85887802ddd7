package io.streambed.app.command;

import io.streambed.app.export.PosteriorFile;
import io.streambed.app.picture.PictureFormat;
import io.streambed.app.report.WholeFile;
import io.streambed.app.result.PosteriorFormat;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which files of posteriors are wanted. */
final class ExportOptions {

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Write to this file: .csv, .json or .jsonl all of them; .nc the sensor's newest, for arviz.from_netcdf.")
  @Nullable Path out;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Write a pair plot of the sensor's newest to this file: .png or .svg.")
  @Nullable Path plot;

  /**
   * Looks at everything that was said before any work.
   *
   * @throws IllegalArgumentException if a name ends in nothing known, or --follow is said as well
   * @throws IOException if a file cannot be written
   */
  Exports open(@Nullable PosteriorFormat format, boolean follow) throws IOException {
    Path data = out;
    Path picture = plot;
    if (follow && (data != null || picture != null)) {
      throw new IllegalArgumentException(
          "expected --out and --plot without --follow: a file is written whole, and --follow has no end");
    }
    PosteriorFile file = data == null ? null : PosteriorFile.of(data, format);
    PictureFormat pictureFormat = picture == null ? null : PictureFormat.of(picture);
    if (data != null) {
      WholeFile.probe(data);
    }
    if (picture != null) {
      WholeFile.probe(picture);
    }
    return new Exports(file, picture, pictureFormat);
  }
}
