package io.streambed.topics.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckedSettingsTest {
  private enum Way {
    ONE,
    OTHER_WAY
  }

  @Test
  void rightValuesAreReadAsTheyStand() {
    CheckedSettings settings =
        of("a = 3, b = 2.5, c = other-way, d = 250ms, f { g = [1, 2] }, h = yes");
    settings.checked(
        s -> {
          assertEquals(3, s.integer("a", 0, 10));
          assertEquals(2.5, s.real("b", 0, 10));
          assertEquals(Way.OTHER_WAY, s.choice("c", Way.class));
          assertEquals(Duration.ofMillis(250), s.duration("d", Duration.ZERO, Duration.ofDays(1)));
          assertEquals(List.of(1L, 2L), s.section("f").wholes("g", 0, 5));
          assertEquals(List.of(1L, 2L), s.wholes("f.g", 0, 5));
          assertEquals(true, s.flag("h"));
          return s;
        });
  }

  @Test
  void everyMistakeIsNamedWithItsFullPathAtOnce() {
    CheckedSettings settings =
        of("training { batch = 0, rate = fast, way = third, wait = 5h, sizes = [1, 2.5] }");

    InvalidSettings problem =
        assertThrows(
            InvalidSettings.class,
            () ->
                settings.checked(
                    s -> {
                      CheckedSettings training = s.section("training");
                      training.integer("batch", 1, 100);
                      training.positive("rate");
                      training.choice("way", Way.class);
                      training.duration("wait", Duration.ZERO, Duration.ofHours(1));
                      training.wholes("sizes", 0, 10);
                      training.text("title");
                      s.section("buffer");
                      return s;
                    }));

    assertEquals(
        List.of(
            "training.batch",
            "training.rate",
            "training.way",
            "training.wait",
            "training.sizes",
            "training.title",
            "buffer"),
        problem.mistakes().stream().map(SettingsMistake::path).toList());
    assertEquals("\"fast\"", problem.mistakes().get(1).found());
    assertEquals("one of [one, other-way]", problem.mistakes().get(2).expected());
    assertEquals("nothing", problem.mistakes().get(5).found());
  }

  @Test
  void aFractionIsNotCutToAWholeNumber() {
    assertEquals(List.of("n"), mistakes(of("n = 1.5"), s -> s.integer("n", 0, 10)));
  }

  @Test
  void aWholeNumberMayBeWrittenWithAnExponentOrAsText() {
    assertEquals(100_000, of("n = 1e5").integer("n", 0, 1_000_000));
    assertEquals(7, of("n = \"7\"").integer("n", 0, 10));
  }

  @Test
  void aNumberOutOfRangeReadsAsOneInsideIt() {
    assertEquals(1, of("n = -5").integer("n", 1, 10));
    assertEquals(1.0, of("x = 0").realAbove("x", 0, 1));
  }

  @Test
  void whatAReaderRejectsIsAMistakeOfItsSection() {
    CheckedSettings settings = of("training { batch = 3 }");
    InvalidSettings problem =
        assertThrows(
            InvalidSettings.class,
            () ->
                settings.checked(
                    s ->
                        s.section("training")
                            .attempt(
                                t -> {
                                  throw new IllegalArgumentException("batch above buffer");
                                })));
    assertEquals("training", problem.mistakes().get(0).path());
    assertEquals("batch above buffer", problem.mistakes().get(0).found());
  }

  @Test
  void anUnknownKeyBringsTheNearestKnownOne() {
    CheckedSettings settings = of("bach = 3");
    settings.allowOnly(List.of("batch", "rate"));
    InvalidSettings problem = assertThrows(InvalidSettings.class, () -> settings.checked(s -> s));
    assertEquals("a known key (did you mean batch?)", problem.mistakes().get(0).expected());
  }

  @Test
  void freeSettingsKeepTheirTypes() {
    assertEquals(
        Map.of("step", 0.5, "frames", 3, "all", true),
        of("settings { step = 0.5, frames = 3, all = true }").free("settings"));
  }

  private static List<String> mistakes(
      CheckedSettings settings, java.util.function.Function<CheckedSettings, Object> reader) {
    return assertThrows(InvalidSettings.class, () -> settings.checked(reader)).mistakes().stream()
        .map(SettingsMistake::path)
        .toList();
  }

  private static CheckedSettings of(String text) {
    return new CheckedSettings(
        ConfigFactory.parseString(text).root(), "", new SettingsMistakes("a test"));
  }
}
