package io.streambed.inference.live;

import io.streambed.topics.DeadLetter.Fate;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets one caller at a time settle a dead letter. Thread-safe. */
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
   * Begins {@code work} on a dead letter; once it is done the letter has its fate, where it fails
   * the letter is open as before.
   *
   * @param id of the letter
   * @param find finds it, remembered or not, once nobody else is at it
   * @param work fails unless the letter is open
   * @return empty if somebody is at it; then nothing was begun
   */
  public <T> Optional<CompletionStage<T>> settle(
      String id,
      Fate fate,
      Supplier<CompletionStage<Letter>> find,
      Function<Letter, CompletionStage<T>> work) {
    if (!underWay.add(id)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          find.get().thenCompose(work).whenComplete((done, failure) -> end(id, fate, failure)));
    } catch (RuntimeException failure) {
      underWay.remove(id);
      throw failure;
    }
  }

  /** The fate first: whoever comes next must find the letter settled. */
  private void end(String id, Fate fate, @Nullable Throwable failure) {
    if (failure == null) {
      letters.settle(id, fate);
    }
    underWay.remove(id);
  }
}
