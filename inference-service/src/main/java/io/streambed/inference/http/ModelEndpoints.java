package io.streambed.inference.http;

import io.streambed.inference.document.ModelLine;
import io.streambed.inference.document.ModelManifest;
import io.streambed.science.Calibration;
import io.streambed.science.diagnostics.CalibrationCurves;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/** The models that were published, whether each was promoted, and how well it is calibrated. */
final class ModelEndpoints {
  private static final String SERVING = "serving";

  private final Service service;

  ModelEndpoints(Service service) {
    this.service = service;
  }

  List<Endpoint> all() {
    return List.of(
        Endpoint.get("/api/models", Set.of(Answers.AFTER, "limit"), this::list),
        Endpoint.get("/api/models/{version}", Set.of(), this::one),
        Endpoint.get("/api/models/{version}/calibration", Set.of(), this::calibration));
  }

  private record Calibrated(
      long version, @Nullable Calibration calibration, CalibrationCurves curves) {}

  private HttpResponse list(Call call) {
    long serving = service.view().models().serving().map(ModelManifest::version).orElse(0L);
    List<ModelManifest> all = service.view().models().newestFirst();
    long before =
        call.query(Answers.AFTER).isPresent()
            ? call.integer(Answers.AFTER, 0, 0, Integer.MAX_VALUE)
            : Long.MAX_VALUE;
    return Answers.json(
        Answers.page(
            call,
            all.size(),
            all.stream()
                .filter(model -> model.version() < before)
                .sorted(Comparator.comparingLong(ModelManifest::version).reversed())
                .map(model -> line(model, serving)),
            line -> Long.toString(line.version()),
            service.settings().limits()));
  }

  private static ModelLine line(ModelManifest model, long serving) {
    Calibration calibration = model.calibration();
    return new ModelLine(
        model.version(),
        model.sha256(),
        model.round(),
        model.step(),
        model.admitted(),
        model.created(),
        model.published(),
        model.kind(),
        model.version() == serving,
        calibration == null ? null : calibration.loss(),
        model.verdict());
  }

  private HttpResponse one(Call call) {
    return Answers.json(model(call));
  }

  private HttpResponse calibration(Call call) {
    ModelManifest model = model(call);
    CalibrationCurves curves =
        service.view().models().curves(model.version()).orElse(CalibrationCurves.NONE);
    return Answers.json(new Calibrated(model.version(), model.calibration(), curves));
  }

  private ModelManifest model(Call call) {
    String version = call.variable("version");
    var models = service.view().models();
    var found =
        version.equals(SERVING)
            ? models.serving()
            : version.matches("\\d{1,18}")
                ? models.find(Long.parseLong(version))
                : Optional.<ModelManifest>empty();
    return found.orElseThrow(
        () ->
            ProblemException.notFound(
                "expected a version of /api/models or serving, got " + version));
  }
}
