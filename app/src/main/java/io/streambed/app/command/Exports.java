package io.streambed.app.command;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.export.InferenceData;
import io.streambed.app.export.NewestPosterior;
import io.streambed.app.export.PosteriorFile;
import io.streambed.app.picture.PictureFormat;
import io.streambed.app.picture.Portrait;
import io.streambed.app.report.WholeFile;
import io.streambed.app.result.PosteriorFormat;
import io.streambed.inference.document.Json;
import io.streambed.science.Data;
import io.streambed.science.Draws;
import io.streambed.science.Posterior;
import io.streambed.topics.experiment.PinnedObservation;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The files that `posteriors` writes, each whole or not at all. */
final class Exports {
  private final @Nullable PosteriorFile data;
  private final @Nullable Path picture;
  private final @Nullable PictureFormat format;
  private final List<Written> written = new ArrayList<>();

  /** One file, and how many posteriors it holds. */
  record Written(String file, long posteriors) {}

  Exports(@Nullable PosteriorFile data, @Nullable Path picture, @Nullable PictureFormat format) {
    this.data = data;
    this.picture = picture;
    this.format = format;
  }

  boolean none() {
    return data == null && picture == null;
  }

  /**
   * Reads once and writes all.
   *
   * @param newest sees what {@code read} reads
   * @param isOf whether a posterior answers an observation of these data
   * @throws CommandFailure if there is no posterior to write
   * @throws IllegalArgumentException if it is not clear of which sensor
   */
  void write(
      ExperimentPlan plan,
      NewestPosterior newest,
      Consumer<Consumer<Posterior>> read,
      BiPredicate<Posterior, Data> isOf)
      throws IOException {
    PosteriorFile file = data;
    Optional<PosteriorFormat> lines = file == null ? Optional.empty() : file.lines();
    if (file != null && lines.isPresent()) {
      lines(file.path(), lines.get(), plan, newest, read);
    } else {
      read.accept(posterior -> {});
    }
    Posterior posterior = require(plan, newest);
    if (file != null && lines.isEmpty()) {
      newest.requireOneSensor();
      byte[] bytes = InferenceData.netcdf(plan.experiment().name(), posterior);
      WholeFile.write(file.path(), out -> out.write(bytes));
      written.add(new Written(file.path().toString(), 1));
    }
    Path path = picture;
    PictureFormat pictureFormat = format;
    if (path != null && pictureFormat != null) {
      newest.requireOneSensor();
      Portrait portrait = portrait(plan, posterior, isOf);
      WholeFile.write(path, out -> pictureFormat.write(portrait, out));
      written.add(new Written(path.toString(), 1));
    }
  }

  /** What was written, for people or as one JSON document. */
  String said(boolean json) {
    return json
        ? Json.text(Map.of("files", written))
        : String.join(
            "\n",
            written.stream()
                .map(f -> "wrote %s (posteriors: %d)".formatted(f.file(), f.posteriors()))
                .toList());
  }

  private void lines(
      Path path,
      PosteriorFormat lines,
      ExperimentPlan plan,
      NewestPosterior newest,
      Consumer<Consumer<Posterior>> read)
      throws IOException {
    long[] count = {0};
    WholeFile.write(
        path,
        out -> {
          PrintWriter writer = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
          lines.heading(plan.experiment().prior().space()).ifPresent(h -> writer.print(h + "\n"));
          read.accept(
              posterior -> {
                lines.lines(posterior).forEach(line -> writer.print(line + "\n"));
                count[0]++;
              });
          // Thrown before the file takes its place.
          require(plan, newest);
          if (writer.checkError()) {
            throw new IOException("not all of it could be written; is the disk full?");
          }
        });
    written.add(new Written(path.toString(), count[0]));
  }

  private static Posterior require(ExperimentPlan plan, NewestPosterior newest) {
    return newest
        .found()
        .orElseThrow(
            () ->
                new CommandFailure(
                    "expected a posterior to write, found none in %s; sensors that have one: %s; `streambed observe` asks for one"
                        .formatted(plan.topics().posteriors().name(), newest.sensors())));
  }

  /** With the reference where the posterior is that of the record, and of nothing beside it. */
  private static Portrait portrait(
      ExperimentPlan plan, Posterior posterior, BiPredicate<Posterior, Data> isOf) {
    PinnedObservation pinned = plan.experiment().pinned();
    boolean record =
        pinned != null
            && plan.reference() != null
            && pinned.sensor().equals(posterior.sensor())
            && posterior.standing().equals(Posterior.Standing.ALONE)
            && isOf.test(posterior, pinned.data());
    Draws reference = record ? plan.reference() : null;
    String title =
        String.format(
            Locale.ROOT,
            "%s: %s, model %d, %,d draws, %s",
            plan.experiment().name(),
            posterior.sensor(),
            posterior.modelVersion(),
            posterior.draws().size(),
            posterior.credence().level().toString().replace('-', ' '));
    return new Portrait(title, posterior.space(), posterior.draws(), reference);
  }
}
