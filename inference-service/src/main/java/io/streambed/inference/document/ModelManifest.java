package io.streambed.inference.document;

import io.streambed.science.Calibration;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.Verdict;
import io.streambed.topics.model.ModelArrival.Arrived;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a model is besides its weights; names as in {@link ModelSnapshot}.
 *
 * @param sha256 of the weights' file, 64 hexadecimal digits
 * @param step gradient steps behind it
 * @param admitted runs behind it
 * @param dataShape sizes of the axes of y
 * @param tensors shape of each weight by name
 * @param calibration on held-out pairs, null where there were too few
 * @param verdict of the comparison with the model that served, null where there was none
 */
public record ModelManifest(
    String experiment,
    long version,
    String sha256,
    long seed,
    int round,
    long step,
    long admitted,
    String simulator,
    Instant created,
    Instant published,
    List<String> parameters,
    List<String> units,
    String prior,
    String proposal,
    List<Integer> dataShape,
    String kind,
    EstimatorSettings estimator,
    Map<String, List<Integer>> tensors,
    @Nullable Calibration calibration,
    @Nullable Verdict verdict) {

  /** That of {@code model}. */
  public static ModelManifest of(Arrived model) {
    ModelSnapshot snapshot = model.snapshot();
    ModelSnapshot.Provenance from = snapshot.provenance();
    Map<String, List<Integer>> tensors = new LinkedHashMap<>();
    snapshot.tensors().forEach((name, tensor) -> tensors.put(name, tensor.shape()));
    return new ModelManifest(
        from.experiment(),
        from.version(),
        model.sha256(),
        from.seed(),
        from.round(),
        from.step(),
        from.admitted(),
        from.simulator(),
        from.created(),
        model.published(),
        snapshot.prior().space().names(),
        snapshot.prior().space().units(),
        snapshot.prior().blocks().toString(),
        snapshot.proposal().toString(),
        snapshot.dataShape(),
        snapshot.estimator().kind().toString(),
        snapshot.estimator(),
        tensors,
        snapshot.calibration(),
        snapshot.verdict());
  }
}
