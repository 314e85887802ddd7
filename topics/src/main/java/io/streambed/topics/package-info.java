/** The topics of an experiment, what their records carry, and how a record is named and traced. */
@NullMarked
package io.streambed.topics;

import org.jspecify.annotations.NullMarked;
