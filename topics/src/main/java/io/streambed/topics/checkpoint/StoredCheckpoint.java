package io.streambed.topics.checkpoint;

import org.apache.pekko.util.ByteString;

/**
 * A whole checkpoint as its topic keeps it.
 *
 * @param number of it, from 1
 * @param content bytes that gave the announced hash
 */
public record StoredCheckpoint(long number, ByteString content) {}
