package io.streambed.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Data;
import io.streambed.science.Reading;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TopicsTest {
  private final Topics topics = Topics.of("lynx-hare");

  @Test
  void everyTopicCarriesTheExperimentsName() {
    assertEquals(
        List.of(
            "lynx-hare.runs",
            "lynx-hare.pairs",
            "lynx-hare.models",
            "lynx-hare.checkpoints",
            "lynx-hare.readings",
            "lynx-hare.windows",
            "lynx-hare.observations",
            "lynx-hare.posteriors",
            "lynx-hare.sessions",
            "lynx-hare.dead-letters",
            "lynx-hare.telemetry"),
        topics.all().stream().map(Topic::name).toList());
    assertEquals("lynx-hare.simulators", topics.runs().group("simulators"));
  }

  @Test
  void keysDecideWhatStaysTogether() {
    assertEquals("7", topics.runs().key().apply(Nouns.runBlock(7)));
    assertEquals("7", topics.pairs().key().apply(Nouns.outcomes()));
    assertEquals("pelts", topics.observations().key().apply(Nouns.observation("o-1")));
  }

  @Test
  void aRepeatHasTheSameId() {
    assertEquals("o-1", topics.observations().id().apply(Nouns.observation("o-1")));
    assertEquals("run-block/7", topics.runs().id().apply(Nouns.runBlock(7)));
  }

  @Test
  void noTopicNeedsMoreThanABrokersDefaultRecordSize() {
    assertTrue(
        topics.all().stream().allMatch(topic -> topic.layout().maxRecordBytes() <= 1_048_588));
  }

  @Test
  void modelsAreCompactedOnOnePartitionSoThatChunksComeBeforeTheirManifest() {
    assertEquals(1, topics.models().layout().partitions());
    assertEquals("compact", topics.models().layout().settings().get("cleanup.policy"));
  }

  @Test
  void whatASensorGoesOnWithIsCompactedAndGoneAYearAfterItsLastWord() {
    for (Topic<?> topic : List.of(topics.sessions(), topics.windows())) {
      Map<String, String> settings = topic.layout().settings();
      assertEquals("compact,delete", settings.get("cleanup.policy"));
      assertEquals("31622400000", settings.get("retention.ms"));
    }
    assertNull(topics.models().layout().settings().get("retention.ms"));
  }

  @Test
  void pairsAreKeptBySize() {
    Map<String, String> settings = topics.pairs().layout().settings();
    assertEquals("100663296", settings.get("retention.bytes"));
    assertEquals("-1", settings.get("retention.ms"));
  }

  @Test
  void theBrokersClockSaysWhenWhatSensorsSendWasWritten() {
    assertEquals(
        List.of(topics.readings(), topics.observations()),
        topics.all().stream()
            .filter(
                topic ->
                    "LogAppendTime".equals(topic.layout().settings().get("message.timestamp.type")))
            .toList());
  }

  @Test
  void aReadingIsNamedByItsNumberOrElseByItsTime() {
    assertEquals("pelts/17", topics.readings().id().apply(Nouns.reading()));
    Reading uncounted =
        new Reading("pelts", Nouns.TIME, OptionalLong.empty(), Data.of(new float[] {1}));
    assertEquals("pelts/" + Nouns.TIME, topics.readings().id().apply(uncounted));
  }

  @Test
  void aNameThatBrokersWouldNotTakeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Topics.of("Lynx and hare"));
  }
}
