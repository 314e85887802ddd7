/** Steps on the way from an observation to its posterior, told to OpenTelemetry. */
@NullMarked
package io.streambed.topics.trace;

import org.jspecify.annotations.NullMarked;
