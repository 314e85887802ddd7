package io.streambed.topics.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.streambed.proto.v1.CheckpointChunk;
import io.streambed.proto.v1.CheckpointManifest;
import java.util.HexFormat;

/** Chunks and manifests of checkpoints. */
final class CheckpointRecordCodec
    extends ProtoCodec<CheckpointRecord, io.streambed.proto.v1.CheckpointRecord> {
  private static final int SLOTS = 2;

  CheckpointRecordCodec() {
    super("CheckpointRecord", io.streambed.proto.v1.CheckpointRecord.parser());
  }

  @Override
  io.streambed.proto.v1.CheckpointRecord toMessage(CheckpointRecord value) {
    var message = io.streambed.proto.v1.CheckpointRecord.newBuilder();
    if (value instanceof CheckpointRecord.Chunk chunk) {
      message.setChunk(
          CheckpointChunk.newBuilder()
              .setNumber(chunk.number())
              .setSlot(chunk.slot())
              .setIndex(chunk.index())
              .setContent(UnsafeByteOperations.unsafeWrap(chunk.content().toArrayUnsafe())));
    } else if (value instanceof CheckpointRecord.Manifest manifest) {
      message.setManifest(
          CheckpointManifest.newBuilder()
              .setNumber(manifest.number())
              .setSlot(manifest.slot())
              .setChunks(manifest.chunks())
              .setBytes(manifest.bytes())
              .setSha256(ByteString.copyFrom(HexFormat.of().parseHex(manifest.sha256()))));
    }
    return message.build();
  }

  @Override
  CheckpointRecord toNoun(io.streambed.proto.v1.CheckpointRecord message) {
    return switch (message.getRecordCase()) {
      case CHUNK -> chunk(message.getChunk());
      case MANIFEST -> manifest(message.getManifest());
      case RECORD_NOT_SET ->
          throw new IllegalArgumentException("expected a chunk or a manifest, got neither");
    };
  }

  private static CheckpointRecord chunk(CheckpointChunk message) {
    requireSlot(message.getSlot());
    return new CheckpointRecord.Chunk(
        message.getNumber(),
        message.getSlot(),
        message.getIndex(),
        org.apache.pekko.util.ByteString.fromArrayUnsafe(message.getContent().toByteArray()));
  }

  private static CheckpointRecord manifest(CheckpointManifest message) {
    requireSlot(message.getSlot());
    return new CheckpointRecord.Manifest(
        message.getNumber(),
        message.getSlot(),
        message.getChunks(),
        message.getBytes(),
        HexFormat.of().formatHex(message.getSha256().toByteArray()));
  }

  private static void requireSlot(int slot) {
    if (slot < 0 || slot >= SLOTS) {
      throw new IllegalArgumentException("expected slot 0 or 1, got " + slot);
    }
  }
}
