package io.streambed.topics.codec;

import com.google.protobuf.UnsafeByteOperations;
import io.streambed.proto.v1.ModelChunk;
import io.streambed.proto.v1.ModelManifest;
import org.apache.pekko.util.ByteString;

/** Chunks and manifests of models. */
final class ModelRecordCodec extends ProtoCodec<ModelRecord, io.streambed.proto.v1.ModelRecord> {
  private static final int SLOTS = 2;

  ModelRecordCodec() {
    super("ModelRecord", io.streambed.proto.v1.ModelRecord.parser());
  }

  @Override
  io.streambed.proto.v1.ModelRecord toMessage(ModelRecord record) {
    var message = io.streambed.proto.v1.ModelRecord.newBuilder();
    if (record instanceof ModelRecord.Chunk chunk) {
      message.setChunk(
          ModelChunk.newBuilder()
              .setVersion(chunk.version())
              .setSlot(chunk.slot())
              .setIndex(chunk.index())
              .setContent(UnsafeByteOperations.unsafeWrap(chunk.content().toArrayUnsafe())));
    } else if (record instanceof ModelRecord.Manifest manifest) {
      message.setManifest(Manifests.message(manifest));
    }
    return message.build();
  }

  @Override
  ModelRecord toNoun(io.streambed.proto.v1.ModelRecord message) {
    return switch (message.getRecordCase()) {
      case CHUNK -> chunk(message.getChunk());
      case MANIFEST -> manifest(message.getManifest());
      case RECORD_NOT_SET ->
          throw new IllegalArgumentException("expected a chunk or a manifest, got neither");
    };
  }

  private static ModelRecord chunk(ModelChunk message) {
    requireSlot(message.getSlot());
    return new ModelRecord.Chunk(
        message.getVersion(),
        message.getSlot(),
        message.getIndex(),
        ByteString.fromArrayUnsafe(message.getContent().toByteArray()));
  }

  private static ModelRecord manifest(ModelManifest message) {
    requireSlot(message.getSlot());
    return Manifests.noun(message);
  }

  private static void requireSlot(int slot) {
    if (slot < 0 || slot >= SLOTS) {
      throw new IllegalArgumentException("expected slot 0 or 1, got " + slot);
    }
  }
}
