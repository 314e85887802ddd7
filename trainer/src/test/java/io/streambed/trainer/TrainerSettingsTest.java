package io.streambed.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.topics.experiment.FileSettings;
import io.streambed.topics.experiment.InvalidSettings;
import io.streambed.trainer.replay.ReplayBuffer;
import io.streambed.trainer.tracking.TrackingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerSettingsTest {
  @TempDir Path folder;

  private TrainerSettings read(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("experiment.conf"), content);
    return FileSettings.load(file.toUri().toURL(), Map.of()).checked(TrainerSettings::from);
  }

  @Test
  void an_empty_file_gives_the_defaults_of_one_endless_round() throws IOException {
    TrainerSettings settings = read("");

    assertEquals(List.of(0L), settings.budget().roundSteps());
    assertEquals(512, settings.optimiser().batch());
    assertEquals(0, settings.optimiser(0).steps());
    assertEquals(ReplayBuffer.Kind.ONCE, settings.replay().kind());
  }

  @Test
  void nothing_is_tracked_unless_it_is_asked_for() throws IOException {
    assertEquals(TrackingSettings.NONE, read("").tracking());
    TrackingSettings asked =
        read("training { tensorboard.directory = e, mlflow.uri = \"http://mast:5000\" }")
            .tracking();
    assertEquals(Optional.of(Path.of("e")), asked.tensorBoard());
    assertEquals("mast", asked.mlflow().orElseThrow().uri().getHost());
  }

  @Test
  void a_token_is_sent_in_clear_to_this_machine_alone() throws IOException {
    String token = "token.environment = TOKEN";
    read("training.mlflow { uri = \"http://127.0.0.1:5000\", %s }".formatted(token));
    read("training.mlflow { uri = \"https://mast\", %s }".formatted(token));
    for (String uri : List.of("http://mast:5000", "http://me:pw@localhost", "ftp://localhost")) {
      InvalidSettings wrong =
          assertThrows(
              InvalidSettings.class,
              () -> read("training.mlflow { uri = \"%s\", %s }".formatted(uri, token)),
              uri);
      assertTrue(String.valueOf(wrong.getMessage()).contains("training.mlflow.uri"), uri);
    }
  }

  @Test
  void narrowing_steps_are_rounds_each_with_its_own_decay() throws IOException {
    TrainerSettings settings =
        read("narrowing { steps = [400, 600, 600], spread = [2, 1.5] }\ntraining.steps = 7");

    assertEquals(3, settings.budget().rounds());
    assertEquals(600, settings.optimiser(2).steps());
    assertEquals(2.0, settings.narrowing().spreadOf(1));
    assertEquals(1.5, settings.narrowing().spreadOf(2));
    assertEquals(1.5, settings.narrowing().spreadOf(5));
  }

  @Test
  void proposals_are_gaussian_unless_another_kind_is_asked_for() throws IOException {
    assertEquals(NarrowingSettings.Kind.GAUSSIAN, read("").narrowing().kind());

    NarrowingSettings tempered =
        read("narrowing { kind = tempered, temper = 0.25, centres = 99, defensive-share = 0\n"
                + "box { outside = 0, margin = 0.5 } }")
            .narrowing();

    assertEquals(NarrowingSettings.Kind.TEMPERED, tempered.kind());
    assertEquals(new NarrowingSettings.Mixture(99, 0, 0.25), tempered.mixture());
    assertEquals(new NarrowingSettings.Box(0, 0.5), tempered.box());
  }

  @Test
  void a_sensor_is_narrowed_around_where_that_is_asked_for() throws IOException {
    assertEquals(Optional.empty(), read("observation.sensor = buoy").narrowing().sensor());
    assertEquals(
        Optional.of("buoy"),
        read("observation.sensor = buoy, narrowing.around = newest").narrowing().sensor());
  }

  @Test
  void mistakes_in_a_proposal_are_named_with_their_path() {
    InvalidSettings error =
        assertThrows(
            InvalidSettings.class,
            () ->
                read(
                    "narrowing { kind = wide, temper = 0, centres = 0, defensive-share = 1\n"
                        + "box { outside = 1, margin = -1 } }"));

    String message = String.valueOf(error.getMessage());
    for (String key :
        List.of("kind", "temper", "centres", "defensive-share", "box.outside", "box.margin")) {
      assertTrue(message.contains("narrowing." + key), message);
    }
  }

  @Test
  void minutes_replace_steps() throws IOException {
    Budget budget = read("training.minutes = 0.5\nnarrowing.steps = [1, 2]").budget();

    assertEquals(Duration.ofSeconds(30), budget.time());
    assertEquals(0, budget.decaySteps(1));
    assertEquals(true, budget.spent(0, 0, Duration.ofSeconds(10)));
  }

  @Test
  void every_mistake_is_named_with_its_path() {
    InvalidSettings error =
        assertThrows(
            InvalidSettings.class,
            () ->
                read(
                    "training { batch = 1, buffer.kind = heap }\ncalibration.every = 1\nnarrowing.spread = [-1]"));

    String message = String.valueOf(error.getMessage());
    for (String path :
        List.of(
            "training.batch", "training.buffer.kind", "calibration.every", "narrowing.spread")) {
      assertTrue(message.contains(path), message);
    }
  }

  @Test
  void reuse_of_pairs_that_are_used_once_is_refused_with_a_way_out() {
    InvalidSettings error = assertThrows(InvalidSettings.class, () -> read("training.reuse = 4"));

    String message = String.valueOf(error.getMessage());
    assertTrue(message.contains("use window or reservoir"), message);
  }
}
