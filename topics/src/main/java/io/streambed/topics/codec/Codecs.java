package io.streambed.topics.codec;

import io.streambed.science.Observation;
import io.streambed.science.Posterior;
import io.streambed.science.Reading;
import io.streambed.science.RunBlock;
import io.streambed.topics.Codec;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.OpenWindows;
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

  /** Chunks and manifests of models. */
  public static Codec<ModelRecord> models() {
    return new ModelRecordCodec();
  }

  /** Observations. */
  public static Codec<Observation> observations() {
    return new ObservationCodec();
  }

  /** Readings. */
  public static Codec<Reading> readings() {
    return new ReadingCodec();
  }

  /** Readings that are not yet an observation. */
  public static Codec<OpenWindows> windows() {
    return new OpenWindowsCodec();
  }

  /** Posteriors. */
  public static Codec<Posterior> posteriors() {
    return new PosteriorCodec();
  }

  /** Sessions. */
  public static Codec<Session> sessions() {
    return new SessionCodec();
  }

  /** Dead letters, their causes in headers. */
  public static Codec<DeadLetter> deadLetters() {
    return new DeadLetterCodec();
  }

  /** Telemetry. */
  public static Codec<Telemetry> telemetry() {
    return new TelemetryCodec();
  }
}
