package io.streambed.topics.experiment;

import io.streambed.science.Data;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/**
 * The record that an experiment is about; narrowing draws parameters around its posterior.
 *
 * @param sensor who observed it
 * @param data y, in the simulator's shape and units
 * @param reference draws of a reference posterior (CSV, perhaps compressed with bzip2; one column a
 *     parameter, in the prior's order), or null
 */
public record PinnedObservation(String sensor, Data data, @Nullable URL reference) {}
