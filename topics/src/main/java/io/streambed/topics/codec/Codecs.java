package io.streambed.topics.codec;

import io.streambed.science.Observation;
import io.streambed.science.Posterior;
import io.streambed.science.RunBlock;
import io.streambed.topics.Codec;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.OutcomeBlock;
import io.streambed.topics.Session;
import io.streambed.topics.Telemetry;

/** The codec of every noun that travels. */
public final class Codecs {

  private Codecs() {}

  public static Codec<RunBlock> runBlocks() {
    return new RunBlockCodec();
  }

  /** Cuts a block into records of at most 256 KiB, or of one outcome where that is larger. */
  public static Codec<OutcomeBlock> outcomeBlocks() {
    return new OutcomeBlockCodec();
  }

  public static Codec<ModelRecord> models() {
    return new ModelRecordCodec();
  }

  public static Codec<Observation> observations() {
    return new ObservationCodec();
  }

  public static Codec<Posterior> posteriors() {
    return new PosteriorCodec();
  }

  public static Codec<Session> sessions() {
    return new SessionCodec();
  }

  public static Codec<DeadLetter> deadLetters() {
    return new DeadLetterCodec();
  }

  public static Codec<Telemetry> telemetry() {
    return new TelemetryCodec();
  }
}
