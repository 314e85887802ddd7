/** Smooth densities of draws over a grid, for pictures. */
@NullMarked
package io.streambed.science.density;

import org.jspecify.annotations.NullMarked;
