package io.streambed.trainer.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.prior.GaussianProposal;
import io.streambed.science.prior.KernelProposal;
import io.streambed.science.prior.Kernels;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.prior.TruncatedProposal;
import io.streambed.science.prior.UnitBox;
import io.streambed.trainer.plan.Account;
import io.streambed.trainer.plan.Outcomes;
import io.streambed.trainer.plan.RunPlanner;
import io.streambed.trainer.replay.ReplayBuffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointStoreTest {
  private static final Fingerprint FINGERPRINT =
      new Fingerprint(Map.of("seed", "1", "name", "lynx-hare"));

  private static final UnitBox BOX = UnitBox.of(new double[] {0.25, 0}, new double[] {0.75, 1});

  @TempDir Path folder;

  static Checkpoint checkpoint(long steps) {
    return new Checkpoint(
        FINGERPRINT,
        new Progress(1, steps, 640, Duration.ofNanos(12345), steps + 20, 256, 2, 1, false),
        List.of(
            new RunPlanner.Start(0, new PriorProposal()),
            new RunPlanner.Start(
                128,
                GaussianProposal.of(
                    1, new double[] {0.25, -3}, new double[] {2, 0.5, 0.5, 1}, 0.999)),
            new RunPlanner.Start(256, new TruncatedProposal(2, BOX)),
            new RunPlanner.Start(
                384,
                KernelProposal.of(
                    3,
                    BOX,
                    Kernels.of(2, new double[] {1, 2, 3, 4}, new double[] {2, 0.5, 0.5, 1}),
                    0.25,
                    0.75))),
        new Account(512, 100, 20, 30, 4, 120),
        List.of(
            new ReplayBuffer.Kept(Outcomes.pair(7, 1), true),
            new ReplayBuffer.Kept(Outcomes.pair(8, 1), false)),
        List.of(Outcomes.pair(9, 1)),
        Map.of(0, 17L, 3, 5L),
        Optional.empty(),
        List.of(new Finding(0, "o-7", List.of(0.5, 2.0), List.of(0.1, 0.25), 0.015)));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".bin"))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  @Test
  void what_was_saved_is_loaded() {
    try (CheckpointStore store = CheckpointStore.open(folder)) {
      assertEquals(Optional.empty(), store.load(FINGERPRINT));

      store.save(checkpoint(40));

      assertEquals(Optional.of(checkpoint(40)), store.load(FINGERPRINT));
    }
  }

  @Test
  void only_the_last_two_stay() throws IOException {
    try (CheckpointStore store = CheckpointStore.open(folder)) {
      store.save(checkpoint(1));
      store.save(checkpoint(2));
      store.save(checkpoint(3));

      assertEquals(2, files().size());
      assertEquals(Optional.of(checkpoint(3)), store.load(FINGERPRINT));
    }
  }

  @Test
  void one_that_is_behind_does_not_replace_a_newer_one() {
    try (CheckpointStore store = CheckpointStore.open(folder)) {
      store.save(checkpoint(3));
      store.save(checkpoint(2));

      assertEquals(Optional.of(checkpoint(3)), store.load(FINGERPRINT));
    }
  }

  @Test
  void a_torn_one_is_passed_over_for_the_one_before() throws IOException {
    try (CheckpointStore store = CheckpointStore.open(folder)) {
      store.save(checkpoint(1));
      store.save(checkpoint(2));
      byte[] whole = Files.readAllBytes(files().get(0));
      Files.write(files().get(0), java.util.Arrays.copyOf(whole, whole.length / 2));

      assertEquals(Optional.of(checkpoint(1)), store.load(FINGERPRINT));
    }
  }

  @Test
  void one_flipped_bit_is_noticed() throws IOException {
    try (CheckpointStore store = CheckpointStore.open(folder)) {
      store.save(checkpoint(1));
      store.save(checkpoint(2));
      byte[] content = Files.readAllBytes(files().get(0));
      content[content.length / 3] ^= 4;
      Files.write(files().get(0), content);

      assertEquals(Optional.of(checkpoint(1)), store.load(FINGERPRINT));
    }
  }

  @Test
  void where_none_is_whole_training_does_not_silently_begin_anew() throws IOException {
    try (CheckpointStore store = CheckpointStore.open(folder)) {
      store.save(checkpoint(1));
      Files.write(files().get(0), new byte[10]);

      CheckpointException error =
          assertThrows(CheckpointException.class, () -> store.load(FINGERPRINT));
      assertTrue(String.valueOf(error.getMessage()).contains("none of the 1 checkpoints"));
    }
  }

  @Test
  void one_of_another_experiment_is_refused_with_what_differs() {
    try (CheckpointStore store = CheckpointStore.open(folder)) {
      store.save(checkpoint(1));

      CheckpointException error =
          assertThrows(
              CheckpointException.class,
              () -> store.load(new Fingerprint(Map.of("seed", "2", "name", "lynx-hare"))));
      assertTrue(
          String.valueOf(error.getMessage())
              .contains("seed: the checkpoint has 1, this experiment has 2"),
          String.valueOf(error.getMessage()));
    }
  }

  @Test
  void a_folder_that_another_trainer_holds_is_refused() {
    try (CheckpointStore store = CheckpointStore.open(folder)) {
      CheckpointException error =
          assertThrows(CheckpointException.class, () -> CheckpointStore.open(folder));
      assertTrue(String.valueOf(error.getMessage()).contains("in use by another trainer"));
      assertEquals(Optional.empty(), store.load(FINGERPRINT));
    }
    CheckpointStore.open(folder).close();
  }

  @Test
  void a_folder_that_cannot_be_made_is_refused_before_any_work() throws IOException {
    Path file = Files.writeString(folder.resolve("occupied"), "not a folder");

    CheckpointException error =
        assertThrows(CheckpointException.class, () -> CheckpointStore.open(file.resolve("below")));

    assertTrue(String.valueOf(error.getMessage()).contains("cannot be written"));
    assertTrue(String.valueOf(error.getMessage()).contains(file.toString()));
  }

  @Test
  void a_checkpoint_that_cannot_be_written_says_so_and_spares_the_ones_before() throws IOException {
    Path inner = folder.resolve("inner");
    try (CheckpointStore store = CheckpointStore.open(inner)) {
      store.save(checkpoint(1));
      // What the temporary file would be is a folder: it cannot be opened for writing.
      Files.createDirectory(inner.resolve("checkpoint.tmp"));

      assertThrows(CheckpointException.class, () -> store.save(checkpoint(2)));

      assertEquals(Optional.of(checkpoint(1)), store.load(FINGERPRINT));
    }
  }

  @Test
  void a_folder_without_room_for_its_checkpoints_is_refused_with_both_figures() {
    try (CheckpointStore store = CheckpointStore.open(folder)) {
      store.requireRoom(1);
      CheckpointException full =
          assertThrows(CheckpointException.class, () -> store.requireRoom(1L << 58));
      assertTrue(String.valueOf(full.getMessage()).contains("MiB of free space"), full.toString());
      assertTrue(String.valueOf(full.getMessage()).contains(folder.toString()), full.toString());
    }
  }
}
