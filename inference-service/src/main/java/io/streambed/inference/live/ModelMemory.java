package io.streambed.inference.live;

import io.streambed.inference.document.ModelManifest;
import io.streambed.inference.document.Uniformity;
import io.streambed.science.diagnostics.CalibrationCurves;
import io.streambed.topics.model.ModelArrival;
import java.util.List;
import java.util.Optional;

/** The models that were published last, and the one that serves. Thread-safe. */
public final class ModelMemory {
  private final Bounded<Long, Entry> models;
  private long serving;
  private String lastRefusal = "";

  ModelMemory(ViewSettings settings) {
    models = new Bounded<>(settings.models(), this::serves);
  }

  private record Entry(ModelManifest manifest, Optional<CalibrationCurves> curves) {}

  synchronized void add(ModelArrival arrival) {
    if (arrival instanceof ModelArrival.Arrived arrived) {
      ModelManifest manifest = ModelManifest.of(arrived);
      serving = mayServe(manifest) ? manifest.version() : serving;
      models.put(manifest.version(), new Entry(manifest, Optional.empty()));
    } else if (arrival instanceof ModelArrival.Refused refused) {
      lastRefusal = "version %d: %s".formatted(refused.version(), refused.cause());
    }
  }

  /** Newest first. */
  public synchronized List<ModelManifest> newestFirst() {
    return models.newestFirst().stream().map(Entry::manifest).toList();
  }

  /** Of that version. */
  public synchronized Optional<ModelManifest> find(long version) {
    return models.find(version).map(Entry::manifest);
  }

  /** The newest that may serve. */
  public synchronized Optional<ModelManifest> serving() {
    return find(serving);
  }

  private boolean serves(Entry entry) {
    return entry.manifest().version() == serving;
  }

  private static boolean mayServe(ModelManifest model) {
    return model.verdict() == null || model.verdict().promoted();
  }

  /** Its distribution functions with their bands, computed when they are first asked for. */
  public synchronized Optional<CalibrationCurves> curves(long version) {
    Optional<Entry> entry = models.find(version);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    Optional<CalibrationCurves> known = entry.get().curves();
    if (known.isEmpty()) {
      ModelManifest manifest = entry.get().manifest();
      known = Optional.of(Uniformity.curves(manifest.calibration(), manifest.parameters()));
      models.replace(version, new Entry(manifest, known));
    }
    return known;
  }

  /** Why the last publication that must not be used was refused; empty where there was none. */
  public synchronized String lastRefusal() {
    return lastRefusal;
  }
}
