/**
 * Parameter spaces (names, units, bounds, maps), priors and proposals over them. Plain arrays, no
 * other room.
 */
@NullMarked
package io.streambed.science.prior;

import org.jspecify.annotations.NullMarked;
