package io.streambed.topics.model;

/**
 * A model that the brokers have acknowledged as a whole.
 *
 * @param version of the model
 * @param sha256 of its weights as a safetensors file, 64 hex digits
 * @param bytes of that file
 */
public record PublishedModel(long version, String sha256, int bytes) {}
