package io.streambed.inference.document;

import java.time.Instant;

/**
 * A dead letter in a list.
 *
 * @param id where its record stood: topic, partition, offset
 * @param stage in which it was found unusable
 * @param time when it was written
 * @param bytes of its record
 * @param fate open, replayed or dropped
 * @param whole whether all of the record was kept, so that it can be sent again
 */
public record LetterLine(
    String id,
    String topic,
    String key,
    String stage,
    String cause,
    Instant time,
    int bytes,
    String fate,
    boolean whole) {}
