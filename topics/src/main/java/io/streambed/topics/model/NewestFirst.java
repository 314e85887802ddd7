package io.streambed.topics.model;

import io.streambed.topics.model.ModelArrival.Arrived;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds back the models of the past until all of it is read, then gives of them the newest that may
 * serve, and what came after it.
 */
final class NewestFirst {
  private final List<ModelArrival> after = new ArrayList<>();
  private @Nullable Arrived newest;
  private boolean isLive;

  /** What is due once a record gave {@code arrival}. */
  List<ModelArrival> pass(Optional<ModelArrival> arrival) {
    if (isLive) {
      return arrival.stream().toList();
    }
    arrival.ifPresent(this::hold);
    return List.of();
  }

  private void hold(ModelArrival arrival) {
    if (arrival instanceof Arrived arrived && arrived.snapshot().promoted()) {
      newest = arrived;
      after.clear();
    } else {
      // Of those that may not serve the last one will do.
      after.removeIf(held -> arrival instanceof Arrived && held instanceof Arrived);
      after.add(arrival);
    }
  }

  /** The past is read: what is due of it. */
  List<ModelArrival> release() {
    isLive = true;
    List<ModelArrival> due = new ArrayList<>();
    if (newest != null) {
      due.add(newest);
    }
    due.addAll(after);
    newest = null;
    after.clear();
    return due;
  }
}
