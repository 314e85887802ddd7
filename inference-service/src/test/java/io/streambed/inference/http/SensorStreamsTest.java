package io.streambed.inference.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.inference.live.LiveView;
import io.streambed.inference.live.Told;
import io.streambed.inference.live.ViewSettings;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** At most two streams, of sensors of which two posteriors are remembered. */
class SensorStreamsTest {
  private static final ActorTestKit KIT = ActorTestKit.create();

  private final LiveView view = new LiveView(new ViewSettings(0, 9, 9, 1 << 20, 2, 2, 1, 1, 1), 1);
  private final SensorStreams streams = new SensorStreams(view, 2, 2);

  @AfterAll
  static void end() {
    KIT.shutdownTestKit();
  }

  @Test
  void whoeverLeavesBeforeTheStreamBeginsTakesNoPlace() {
    for (int n = 0; n < 5; n++) {
      assertEquals(200, streams.follow("s", "").status().intValue());
    }
    assertEquals(0, streams.open());
  }

  @Test
  void whoeverLeavesMakesRoomAndWhoeverIsTooManyIsRefused() {
    TestSubscriber.Probe<ByteString> first = begun(streams.follow("s", ""));
    begun(streams.follow("s", ""));
    assertEquals(2, streams.open());
    ProblemException refused = assertThrows(ProblemException.class, () -> streams.follow("s", ""));
    assertEquals(503, refused.problem().status());
    first.cancel();
    awaitOpen(1);
    begun(streams.follow("s", ""));
    assertEquals(2, streams.open());
  }

  @Test
  void ofMoreThatWereLetInAtTheSameTimeTheLastEndAtOnce() {
    List<HttpResponse> admitted = new ArrayList<>();
    for (int n = 0; n < 3; n++) {
      admitted.add(streams.follow("s", ""));
    }
    begun(admitted.get(0));
    begun(admitted.get(1));
    TestSubscriber.Probe<ByteString> last = begun(admitted.get(2));
    last.request(1);
    last.expectComplete();
    assertEquals(2, streams.open());
  }

  @Test
  void whoeverComesBackGetsWhatIsRememberedSinceTheEventThatItNames() {
    for (int offset = 1; offset <= 3; offset++) {
      Told.posterior(view, "s", "o" + offset, offset);
    }
    TestSubscriber.Probe<ByteString> reader = begun(streams.follow("s", "2-0"));
    Told.posterior(view, "s", "o4", 4);
    for (int offset = 2; offset <= 4; offset++) {
      String event = reader.requestNext().utf8String();
      assertTrue(event.startsWith("event: posterior\nid: 2-%d\n".formatted(offset)), event);
      assertTrue(event.contains("\"observation\":\"o%d\"".formatted(offset)), event);
    }
    reader.cancel();
  }

  @Test
  void aStreamBeginsWithTheNameOfWhatWasReadLast() {
    assertEquals("id: beginning\n\n", first(streams.follow("s", "")));
    Told.posterior(view, "s", "o1", 1);
    assertEquals("id: 2-1\n\n", first(streams.follow("s", "")));
    assertEquals(":\n\n", first(streams.follow("s", "2-0")), "it has one");
  }

  @Test
  void whoeverWasThereBeforeTheFirstPosteriorGetsAllThatCameSince() {
    HttpResponse admitted = streams.follow("s", "");
    Told.posterior(view, "s", "o1", 1);
    TestSubscriber.Probe<ByteString> reader = begun(admitted);
    assertTrue(reader.requestNext().utf8String().contains("\"observation\":\"o1\""));
    reader.cancel();
    TestSubscriber.Probe<ByteString> again = begun(streams.follow("s", "beginning"));
    assertTrue(again.requestNext().utf8String().contains("\"observation\":\"o1\""));
    again.cancel();
  }

  private static String first(HttpResponse response) {
    TestSubscriber.Probe<ByteString> probe = probe(response);
    String first = probe.requestNext().utf8String();
    probe.cancel();
    return first;
  }

  /** Having read that with which each begins. */
  private static TestSubscriber.Probe<ByteString> begun(HttpResponse response) {
    TestSubscriber.Probe<ByteString> probe = probe(response);
    probe.requestNext();
    return probe;
  }

  private static TestSubscriber.Probe<ByteString> probe(HttpResponse response) {
    return response
        .entity()
        .getDataBytes()
        .toMat(TestSink.create(KIT.system().classicSystem()), Keep.right())
        .run(KIT.system());
  }

  private void awaitOpen(int open) {
    KIT.createTestProbe()
        .awaitAssert(
            () -> {
              assertEquals(open, streams.open());
              return open;
            });
  }
}
