/**
 * The method's own experiments, end to end: trainings through the whole loop, and what their last
 * models say of the paper's claims.
 */
@NullMarked
package io.streambed.app.reproduce;

import org.jspecify.annotations.NullMarked;
