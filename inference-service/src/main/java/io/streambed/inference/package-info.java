/**
 * Models and observations in, posteriors out.
 *
 * <p>The route of an observation: {@code ObservationToPosterior} reads it, asks {@code
 * PosteriorServer}, which lends the model that serves at that moment ({@code SharedModel}) to a
 * sampler thread; {@code ServedModel} checks the observation and draws. {@code SnapshotIntake}
 * brings new models to the server. {@code InferenceUnit} owns all of these and is begun again by
 * {@code InferenceGuardian} when one of them fails.
 */
@NullMarked
package io.streambed.inference;

import org.jspecify.annotations.NullMarked;
