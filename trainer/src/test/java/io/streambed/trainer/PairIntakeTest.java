package io.streambed.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Outcome;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.OutcomeBlock;
import io.streambed.topics.Position;
import io.streambed.topics.Raw;
import io.streambed.topics.intake.Control;
import io.streambed.topics.intake.Receipt;
import io.streambed.topics.intake.Received;
import io.streambed.trainer.plan.Arrival;
import io.streambed.trainer.plan.Outcomes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PairIntakeTest {
  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final OutcomeOrigin ORIGIN = new OutcomeOrigin("linear-gaussian 1", 11);

  private final TestProbe<Trainer.Command> trainer = KIT.createTestProbe();
  private final TestProbe<DeadLetter> letters = KIT.createTestProbe();

  @AfterAll
  static void shutDown() {
    KIT.shutdownTestKit();
  }

  private static Raw raw(long offset) {
    return new Raw(
        new Position("rehearsal.pairs", 2, offset),
        "0",
        ByteString.emptyByteString(),
        Instant.EPOCH,
        Map.of());
  }

  private static Received<OutcomeBlock> block(long offset, long number, long seed) {
    List<Outcome> outcomes = List.of(Outcomes.pair(number));
    Raw raw = raw(offset);
    return new Received.Decoded<>(
        new OutcomeBlock(number, outcomes, "linear-gaussian 1", seed),
        raw,
        Receipt.of(raw.position()));
  }

  private void run(List<Received<OutcomeBlock>> records) {
    Control nothing = () -> CompletableFuture.completedFuture(Done.getInstance());
    PairIntake.graph(
            Source.from(records).mapMaterializedValue(unused -> nothing),
            ORIGIN,
            trainer.getRef(),
            KIT.scheduler(),
            letter -> {
              letters.getRef().tell(letter);
              return CompletableFuture.completedFuture(Done.getInstance());
            })
        .run(KIT.system());
  }

  @Test
  void the_next_record_is_offered_when_the_trainer_has_taken_the_one_before() {
    run(List.of(block(40, 0, 11), block(41, 1, 11)));

    Trainer.Offer first = trainer.expectMessageClass(Trainer.Offer.class);
    assertEquals(new Arrival(0, 2, 40, List.of(Outcomes.pair(0))), first.arrival());
    trainer.expectNoMessage(java.time.Duration.ofMillis(50));
    first.replyTo().tell(Trainer.Taken.INSTANCE);

    assertEquals(41, trainer.expectMessageClass(Trainer.Offer.class).arrival().offset());
  }

  @Test
  void what_the_trainer_refuses_becomes_a_dead_letter_and_reading_goes_on() {
    run(List.of(block(40, 0, 11), block(41, 1, 11)));

    trainer
        .expectMessageClass(Trainer.Offer.class)
        .replyTo()
        .tell(new Trainer.Refused("from another proposal"));

    DeadLetter letter = letters.receiveMessage();
    assertEquals("from another proposal", letter.cause());
    assertEquals(40, letter.origin().offset());
    assertEquals(41, trainer.expectMessageClass(Trainer.Offer.class).arrival().offset());
  }

  @Test
  void what_cannot_be_decoded_or_comes_from_another_seed_never_reaches_the_trainer() {
    Raw torn = raw(40);
    run(
        List.of(
            new Received.Undecodable<>("expected a block", torn, Receipt.of(torn.position())),
            block(41, 1, 12),
            block(42, 2, 11)));

    assertEquals("expected a block", letters.receiveMessage().cause());
    String cause = letters.receiveMessage().cause();
    assertTrue(cause.contains("with seed 11, got linear-gaussian 1 with seed 12"), cause);
    assertEquals(42, trainer.expectMessageClass(Trainer.Offer.class).arrival().offset());
  }
}
