/** Observations with ids that are known beforehand. */
@NullMarked
package io.streambed.chaos.load;

import org.jspecify.annotations.NullMarked;
