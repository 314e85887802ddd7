package io.streambed.topics.codec;

import io.streambed.topics.Codec;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.DeadLetter.Fate;
import io.streambed.topics.MalformedRecordException;
import io.streambed.topics.Position;
import io.streambed.topics.Raw;
import java.util.Map;
import java.util.TreeMap;

/** Records that could not be used: their own bytes, and the reason in headers as in KIP-298. */
final class DeadLetterCodec implements Codec<DeadLetter> {
  private static final String TOPIC = "__connect.errors.topic";
  private static final String PARTITION = "__connect.errors.partition";
  private static final String OFFSET = "__connect.errors.offset";
  private static final String STAGE = "__connect.errors.stage";
  private static final String MESSAGE = "__connect.errors.exception.message";
  private static final String FATE = "streambed.fate";

  @Override
  public byte[] encode(DeadLetter letter) {
    return letter.value().toArray();
  }

  @Override
  public Map<String, String> headers(DeadLetter letter) {
    Map<String, String> headers = new TreeMap<>();
    headers.put(TOPIC, letter.origin().topic());
    headers.put(PARTITION, Integer.toString(letter.origin().partition()));
    headers.put(OFFSET, Long.toString(letter.origin().offset()));
    headers.put(STAGE, letter.stage().name());
    headers.put(MESSAGE, letter.cause());
    if (letter.fate() != Fate.OPEN) {
      headers.put(FATE, letter.fate().name());
    }
    return headers;
  }

  /** Always fails: without the headers nobody can say what was wrong. */
  @Override
  public DeadLetter decode(byte[] bytes) {
    throw new MalformedRecordException("expected a dead letter with its headers, got bytes alone");
  }

  @Override
  public DeadLetter decode(Raw raw) {
    try {
      Position origin =
          new Position(
              header(raw, TOPIC),
              Integer.parseInt(header(raw, PARTITION)),
              Long.parseLong(header(raw, OFFSET)));
      DeadLetter.Stage stage = DeadLetter.Stage.valueOf(header(raw, STAGE));
      Fate fate = Fate.valueOf(raw.headers().getOrDefault(FATE, Fate.OPEN.name()));
      return new DeadLetter(origin, stage, header(raw, MESSAGE), raw.key(), raw.value(), fate);
    } catch (IllegalArgumentException problem) {
      throw new MalformedRecordException("DeadLetter: " + problem.getMessage(), problem);
    }
  }

  private static String header(Raw raw, String name) {
    String value = raw.headers().get(name);
    if (value == null) {
      throw new MalformedRecordException("expected header %s, it is missing".formatted(name));
    }
    return value;
  }
}
