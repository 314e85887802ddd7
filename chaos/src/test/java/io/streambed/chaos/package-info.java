/** Faults on a whole Streambed of processes, and an audit of what it promised. */
@NullMarked
package io.streambed.chaos;

import org.jspecify.annotations.NullMarked;
