package io.streambed.topics.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.streambed.topics.Codec;
import io.streambed.topics.MalformedRecordException;

/** A codec by way of a protobuf message; bounds the size before anything is parsed. */
abstract class ProtoCodec<T, M extends MessageLite> implements Codec<T> {
  /** Largest value in bytes; leaves room for key and headers below the brokers' usual 1 MiB. */
  static final int LIMIT = 900 * 1024;

  private final String noun;
  private final Parser<M> parser;

  ProtoCodec(String noun, Parser<M> parser) {
    this.noun = noun;
    this.parser = parser;
  }

  abstract M toMessage(T value);

  /** May throw IllegalArgumentException, saying what was expected. */
  abstract T toNoun(M message);

  @Override
  public final byte[] encode(T value) {
    byte[] bytes = toMessage(value).toByteArray();
    if (bytes.length > LIMIT) {
      throw new IllegalArgumentException(
          "expected a %s of at most %d bytes, got %d".formatted(noun, LIMIT, bytes.length));
    }
    return bytes;
  }

  @Override
  public final T decode(byte[] bytes) {
    if (bytes.length > LIMIT) {
      throw new MalformedRecordException(
          "expected a %s of at most %d bytes, got %d".formatted(noun, LIMIT, bytes.length));
    }
    try {
      return toNoun(parser.parseFrom(bytes));
    } catch (InvalidProtocolBufferException problem) {
      throw new MalformedRecordException(
          "expected the bytes of a %s (streambed.v1), got %d others: %s"
              .formatted(noun, bytes.length, problem.getMessage()),
          problem);
    } catch (IllegalArgumentException | ArithmeticException problem) {
      throw new MalformedRecordException(noun + ": " + problem.getMessage(), problem);
    }
  }
}
