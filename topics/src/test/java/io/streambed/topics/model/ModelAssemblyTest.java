package io.streambed.topics.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.ModelSnapshot;
import io.streambed.topics.Nouns;
import io.streambed.topics.Position;
import io.streambed.topics.Raw;
import io.streambed.topics.codec.ModelRecord;
import io.streambed.topics.intake.Receipt;
import io.streambed.topics.intake.Received;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

class ModelAssemblyTest {
  private final ModelAssembly assembly = new ModelAssembly();

  @Test
  void chunksAndManifestGiveTheSnapshotAgain() {
    ModelSnapshot snapshot = Nouns.snapshot(3, 1000);
    assertArrived(snapshot, publish(ModelRecords.of(snapshot, 1, 1000)));
  }

  @Test
  void aChangedByteIsRefusedAndTheNextModelArrives() {
    List<ModelRecord> records = ModelRecords.of(Nouns.snapshot(3, 1000), 1, 1000);
    records.set(1, changed((ModelRecord.Chunk) records.get(1)));
    ModelArrival refused = publish(records);
    assertRefused(3, "expected SHA-256", refused);
    ModelSnapshot next = Nouns.snapshot(4, 1000);
    assertArrived(next, publish(ModelRecords.of(next, 0, 1000)));
  }

  @Test
  void aMissingChunkIsRefused() {
    List<ModelRecord> records = ModelRecords.of(Nouns.snapshot(3, 1000), 1, 1000);
    records.remove(2);
    assertRefused(3, "chunk 2 of 5 is missing", publish(records));
  }

  @Test
  void aPublicationCutShortLeavesTheNextOneWhole() {
    List<ModelRecord> torn = ModelRecords.of(Nouns.snapshot(3, 5000), 1, 1000);
    torn.subList(0, 9).forEach(record -> assertEquals(Optional.empty(), accept(record)));
    ModelSnapshot resumed = Nouns.snapshot(3, 1000);
    assertArrived(resumed, publish(ModelRecords.of(resumed, 1, 1000)));
  }

  @Test
  void chunksOfAnotherVersionDoNotMakeAModel() {
    ModelRecords.of(Nouns.snapshot(1, 1000), 1, 1000).subList(0, 5).forEach(this::accept);
    List<ModelRecord> third = ModelRecords.of(Nouns.snapshot(3, 1000), 1, 1000);
    ModelArrival arrival = accept(third.get(third.size() - 1)).orElseThrow();
    assertRefused(3, "chunk 0 of 5 is missing", arrival);
  }

  @Test
  void aModelInTheOtherSlotDoesNotDisturb() {
    ModelSnapshot third = Nouns.snapshot(3, 1000);
    ModelSnapshot fourth = Nouns.snapshot(4, 1000);
    List<ModelRecord> odd = ModelRecords.of(third, 1, 1000);
    List<ModelRecord> even = ModelRecords.of(fourth, 0, 1000);
    odd.subList(0, 5).forEach(this::accept);
    even.subList(0, 5).forEach(this::accept);
    assertArrived(third, accept(odd.get(5)).orElseThrow());
    assertArrived(fourth, accept(even.get(5)).orElseThrow());
  }

  @Test
  void aRecordThatCannotBeReadIsReported() {
    Raw raw = raw();
    Optional<ModelArrival> arrival =
        assembly.accept(new Received.Undecodable<>("format 2", raw, Receipt.of(raw.position())));
    assertRefused(0, "x.models-0@0: format 2", arrival.orElseThrow());
  }

  private ModelArrival publish(List<ModelRecord> records) {
    records.subList(0, records.size() - 1).forEach(this::accept);
    return accept(records.get(records.size() - 1)).orElseThrow();
  }

  private Optional<ModelArrival> accept(ModelRecord record) {
    Raw raw = raw();
    return assembly.accept(new Received.Decoded<>(record, raw, Receipt.of(raw.position())));
  }

  private static Raw raw() {
    return new Raw(
        new Position("x.models", 0, 0), "", ByteString.emptyByteString(), Nouns.TIME, Map.of());
  }

  private static ModelRecord changed(ModelRecord.Chunk chunk) {
    byte[] content = chunk.content().toArray();
    content[7] ^= 1;
    return new ModelRecord.Chunk(
        chunk.version(), chunk.slot(), chunk.index(), ByteString.fromArray(content));
  }

  private static void assertArrived(ModelSnapshot expected, ModelArrival arrival) {
    ModelArrival.Arrived arrived = assertInstanceOf(ModelArrival.Arrived.class, arrival);
    assertEquals(expected, arrived.snapshot());
    assertEquals(Nouns.TIME, arrived.published());
  }

  private static void assertRefused(long version, String cause, ModelArrival arrival) {
    ModelArrival.Refused refused = assertInstanceOf(ModelArrival.Refused.class, arrival);
    assertEquals(version, refused.version());
    assertTrue(refused.cause().contains(cause), refused.cause());
  }
}
