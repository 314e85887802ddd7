/** Trainers of one experiment on several machines: one trains, the others stand by. */
@NullMarked
package io.streambed.app.cluster;

import org.jspecify.annotations.NullMarked;
