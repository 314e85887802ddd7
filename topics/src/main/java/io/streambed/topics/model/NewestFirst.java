package io.streambed.topics.model;

import io.streambed.topics.Position;
import io.streambed.topics.model.ModelArrival.Arrived;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds back the models of the past until all of it is read, then gives the newest of them only.
 */
final class NewestFirst {
  private final long end;
  private final List<ModelArrival> refused = new ArrayList<>();
  private @Nullable Arrived newest;
  private boolean isLive;

  /**
   * @param end offset that the next record had when reading began
   * @param beginning first offset that was kept then
   */
  NewestFirst(long beginning, long end) {
    this.end = end;
    isLive = beginning >= end;
  }

  /** What is due once the record at {@code position} gave {@code arrival}. */
  List<ModelArrival> pass(Position position, Optional<ModelArrival> arrival) {
    if (isLive) {
      return arrival.stream().toList();
    }
    arrival.ifPresent(this::hold);
    return position.offset() >= end - 1 ? release() : List.of();
  }

  private void hold(ModelArrival arrival) {
    if (arrival instanceof Arrived arrived) {
      newest = arrived;
      refused.clear();
    } else {
      refused.add(arrival);
    }
  }

  private List<ModelArrival> release() {
    isLive = true;
    List<ModelArrival> due = new ArrayList<>();
    if (newest != null) {
      due.add(newest);
    }
    due.addAll(refused);
    newest = null;
    refused.clear();
    return due;
  }
}
