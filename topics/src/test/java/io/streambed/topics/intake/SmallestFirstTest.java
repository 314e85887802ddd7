package io.streambed.topics.intake;

import io.streambed.science.RunBlock;
import io.streambed.topics.Nouns;
import io.streambed.topics.Position;
import io.streambed.topics.Raw;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.apache.pekko.stream.testkit.javadsl.TestSource;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SmallestFirstTest {
  private static final ActorTestKit ACTORS = ActorTestKit.create();

  private final TestPublisher.Probe<Received<RunBlock>> source;
  private final TestSubscriber.Probe<String> sink;

  SmallestFirstTest() {
    Pair<TestPublisher.Probe<Received<RunBlock>>, TestSubscriber.Probe<String>> probes =
        TestSource.<Received<RunBlock>>create(ACTORS.system())
            .via(SmallestFirst.by(RunBlock::number, 4))
            .map(received -> received.position().partition() + ":" + label(received))
            .toMat(TestSink.create(ACTORS.system()), Keep.both())
            .run(ACTORS.system());
    source = probes.first();
    sink = probes.second();
  }

  @AfterAll
  static void stop() {
    ACTORS.shutdownTestKit();
  }

  @Test
  void numbersDealtOutToPartitionsComeBackInOrder() {
    source.sendNext(block(0, 1));
    source.sendNext(block(0, 3));
    source.sendNext(block(1, 0));
    source.sendNext(block(1, 2));
    sink.request(4);
    sink.expectNext("1:0");
    sink.expectNext("0:1");
    sink.expectNext("1:2");
    sink.expectNext("0:3");
  }

  @Test
  void aRepeatDoesNotOvertakeInItsPartition() {
    source.sendNext(block(0, 5));
    source.sendNext(block(0, 1));
    source.sendNext(block(1, 4));
    sink.request(3);
    sink.expectNext("1:4");
    sink.expectNext("0:5");
    sink.expectNext("0:1");
  }

  @Test
  void whatWaitsWhenTheSourceEndsIsLeftToAnotherReader() {
    source.sendNext(block(0, 1));
    source.sendNext(block(0, 2));
    sink.request(1);
    sink.expectNext("0:1");
    source.sendComplete();
    sink.expectComplete();
  }

  @Test
  void whatCannotBeDecodedGoesFirst() {
    source.sendNext(block(0, 1));
    source.sendNext(new Received.Undecodable<>("broken", raw(1), Receipt.of(raw(1).position())));
    sink.request(2);
    sink.expectNext("1:broken");
    sink.expectNext("0:1");
  }

  private static String label(Received<RunBlock> received) {
    return received instanceof Received.Decoded<RunBlock> decoded
        ? Long.toString(decoded.value().number())
        : ((Received.Undecodable<RunBlock>) received).cause();
  }

  private static Received<RunBlock> block(int partition, long number) {
    Raw raw = raw(partition);
    return new Received.Decoded<>(Nouns.runBlock(number), raw, Receipt.of(raw.position()));
  }

  private static Raw raw(int partition) {
    return new Raw(
        new Position("x.runs", partition, 0),
        "",
        ByteString.emptyByteString(),
        Nouns.TIME,
        Map.of());
  }
}
