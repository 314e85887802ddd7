package io.streambed.inference.live;

import io.streambed.topics.DeadLetter.Fate;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets one caller at a time settle a dead letter of this view. Thread-safe. */
public final class Settling {
  private final LetterMemory letters;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  /**
   * @param letters which learn their fates here, before the marks are read back
   */
  public Settling(LetterMemory letters) {
    this.letters = letters;
  }

  /**
   * Begins {@code work} on an open dead letter; once it is done the letter has its fate, where it
   * fails the letter is open as before.
   *
   * @param id of the letter
   * @return empty if the letter is not open, or somebody is at it; then nothing was begun
   */
  public <T> Optional<CompletionStage<T>> settle(
      String id, Fate fate, Function<Letter, CompletionStage<T>> work) {
    if (!underWay.add(id)) {
      return Optional.empty();
    }
    Optional<CompletionStage<T>> begun = Optional.empty();
    try {
      begun =
          letters
              .find(id)
              .filter(Letter::isOpen)
              .map(letter -> work.apply(letter).whenComplete((done, no) -> end(id, fate, no)));
    } finally {
      if (begun.isEmpty()) {
        underWay.remove(id);
      }
    }
    return begun;
  }

  /** The fate first: whoever comes next must find the letter settled. */
  private void end(String id, Fate fate, @Nullable Throwable failure) {
    if (failure == null) {
      letters.settle(id, fate);
    }
    underWay.remove(id);
  }
}
