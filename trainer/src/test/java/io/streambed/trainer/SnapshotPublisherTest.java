package io.streambed.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.ModelSnapshot;
import io.streambed.topics.experiment.ExperimentSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SnapshotPublisherTest {
  private final ExperimentSettings experiment = Rehearsal.experiment(11);
  private final List<ModelSnapshot> published = new ArrayList<>();
  private final CompletableFuture<String> acknowledgement = new CompletableFuture<>();
  private final AtomicBoolean resumable = new AtomicBoolean(true);
  private final SnapshotPublisher publisher =
      new SnapshotPublisher(
          snapshot -> {
            published.add(snapshot);
            return acknowledgement;
          },
          Rehearsal.gate(experiment, (critic, draft) -> Optional.empty()),
          resumable::get,
          Runnable::run);

  /** Drafts of versions 1, 2 and 3. */
  private List<SnapshotDraft> drafts() {
    TrainerSettings settings = Rehearsal.settings(Path.of("unused"), List.of(9L));
    Training training = Training.begin(experiment, settings);
    Rehearsing rehearsing = new Rehearsing(experiment, settings, training, 1);
    List<SnapshotDraft> drafts = new ArrayList<>();
    for (int version = 1; version <= 3; version++) {
      rehearsing.until(2 * version, t -> {});
      training.countVersion();
      drafts.add(SnapshotDraft.of(experiment, settings, training, Instant.EPOCH));
    }
    return drafts;
  }

  @Test
  void of_the_models_that_wait_only_the_newest_goes_out() {
    List<SnapshotDraft> drafts = drafts();

    CompletionStage<Ending> first = publisher.publish(drafts.get(0)).orElseThrow();
    assertTrue(publisher.publish(drafts.get(1)).isEmpty());
    assertTrue(publisher.publish(drafts.get(2)).isEmpty());
    assertEquals(1, published.size());
    acknowledgement.complete("written");
    assertInstanceOf(Ending.Published.class, first.toCompletableFuture().join());

    assertTrue(publisher.next(published.get(published.size() - 1)).isPresent());
    assertEquals(
        List.of(1L, 3L), published.stream().map(model -> model.provenance().version()).toList());
    assertTrue(publisher.next(published.get(published.size() - 1)).isEmpty());
  }

  @Test
  void a_model_that_was_not_published_is_kept_and_tried_again_ever_more_rarely() {
    publisher.publish(drafts().get(0));

    assertEquals(Duration.ofSeconds(1), publisher.failed());
    assertTrue(publisher.again().isPresent());
    assertEquals(Duration.ofSeconds(2), publisher.failed());
    assertTrue(publisher.again().isPresent());

    assertEquals(
        List.of(1L, 1L, 1L), published.stream().map(m -> m.provenance().version()).toList());
    assertTrue(publisher.next(published.get(published.size() - 1)).isEmpty());
  }

  @Test
  void a_newer_model_takes_the_place_of_one_that_was_not_published() {
    List<SnapshotDraft> drafts = drafts();
    publisher.publish(drafts.get(0));
    publisher.failed();
    assertTrue(publisher.publish(drafts.get(1)).isEmpty());

    assertTrue(publisher.again().isPresent());

    assertEquals(List.of(1L, 2L), published.stream().map(m -> m.provenance().version()).toList());
  }

  @Test
  void a_model_whose_calibration_fails_goes_out_without() {
    SnapshotPublisher uncalibrated =
        new SnapshotPublisher(
            snapshot -> {
              published.add(snapshot);
              return acknowledgement;
            },
            Rehearsal.gate(
                experiment,
                (critic, draft) -> {
                  throw new IllegalArgumentException("expected finite ranks");
                }),
            () -> true,
            Runnable::run);

    uncalibrated.publish(drafts().get(0));

    assertNull(published.get(0).calibration());
  }

  @Test
  void a_model_says_where_it_comes_from() {
    publisher.publish(drafts().get(1));

    ModelSnapshot.Provenance provenance = published.get(0).provenance();
    assertEquals("rehearsal", provenance.experiment());
    assertEquals(2, provenance.version());
    assertEquals(4, provenance.step());
    assertEquals(0, provenance.round());
    assertEquals("linear-gaussian 1", provenance.simulator());
    assertTrue(provenance.admitted() >= 64, provenance.toString());
  }

  @Test
  void no_model_goes_out_before_there_is_a_checkpoint_to_go_on_from() {
    List<SnapshotDraft> drafts = drafts();
    resumable.set(false);
    assertTrue(publisher.publish(drafts.get(0)).isEmpty());
    assertTrue(publisher.publish(drafts.get(1)).isEmpty());
    assertTrue(published.isEmpty());

    resumable.set(true);
    assertTrue(publisher.saved().isPresent());

    assertEquals(2, published.get(0).provenance().version());
    assertTrue(publisher.saved().isEmpty());
  }
}
