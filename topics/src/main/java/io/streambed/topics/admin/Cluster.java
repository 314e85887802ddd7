package io.streambed.topics.admin;

/**
 * The brokers that answered.
 *
 * @param id of the cluster
 * @param brokers how many
 */
public record Cluster(String id, int brokers) {}
