/** Simulator actors: blocks of runs come in, outcomes go out, whatever a simulator does. */
@NullMarked
package io.streambed.simulator;

import org.jspecify.annotations.NullMarked;
