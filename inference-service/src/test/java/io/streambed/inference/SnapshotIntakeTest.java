package io.streambed.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.inference.Adoption.Adopted;
import io.streambed.inference.Adoption.Superseded;
import io.streambed.inference.PosteriorServer.Adopt;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.Verdict;
import io.streambed.topics.model.ModelArrival;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.apache.pekko.stream.testkit.javadsl.TestSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotIntakeTest {
  private final ActorTestKit kit = ActorTestKit.create();
  private final TestProbe<PosteriorServer.Command> server = kit.createTestProbe();
  private final Pair<TestPublisher.Probe<ModelArrival>, TestSubscriber.Probe<Adoption>> ends =
      TestSource.<ModelArrival>create(kit.system())
          .via(SnapshotIntake.flow(server.getRef(), kit.scheduler()))
          .toMat(TestSink.create(kit.system()), Keep.both())
          .run(kit.system());

  @BeforeEach
  void demand() {
    ends.second().request(10);
  }

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void anArrivedSnapshotIsOfferedToTheServer() {
    ModelSnapshot snapshot = arrive(1);
    Adopt offer = server.expectMessageClass(Adopt.class);
    assertEquals(snapshot, offer.snapshot());
    offer.replyTo().tell(new Adopted(snapshot.provenance()));
    ends.second().expectNext(new Adopted(snapshot.provenance()));
  }

  @Test
  void aSnapshotThatTheIntakeRefusesIsReportedAndTheNextIsOffered() {
    ends.first().sendNext(new ModelArrival.Refused(2, "wrong hash"));
    ends.second().expectNext(new Adoption.Refused(2, "wrong hash"));
    arrive(3);
    server.expectMessageClass(Adopt.class);
  }

  @Test
  void aSnapshotThatWasNotPromotedIsPassedOverAndTheNextIsOffered() {
    Verdict verdict = Verdict.unjudged(false, "worse than model 1", 1);
    ModelSnapshot demoted = SmallModels.untrained(2).judged(verdict);
    ends.first()
        .sendNext(new ModelArrival.Arrived(demoted, 0, "0".repeat(64), SmallModels.CREATED));
    ends.second().expectNext(new Adoption.PassedOver(2, verdict));
    arrive(3);
    assertEquals(3, server.expectMessageClass(Adopt.class).snapshot().provenance().version());
  }

  @Test
  void whileOneIsLoadedTheNextIsOfferedSoThatTheServerCanPassOverIt() {
    arrive(1);
    arrive(2);
    Adopt first = server.expectMessageClass(Adopt.class);
    Adopt second = server.expectMessageClass(Adopt.class);
    second.replyTo().tell(new Superseded(2, 3));
    first.replyTo().tell(new Superseded(1, 3));
    ends.second().expectNext(new Superseded(1, 3), new Superseded(2, 3));
  }

  private ModelSnapshot arrive(long version) {
    ModelSnapshot snapshot = SmallModels.untrained(version);
    ends.first()
        .sendNext(new ModelArrival.Arrived(snapshot, 0, "0".repeat(64), SmallModels.CREATED));
    return snapshot;
  }
}
