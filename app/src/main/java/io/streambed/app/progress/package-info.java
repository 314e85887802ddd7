/** How a run is getting on, from its telemetry. */
@NullMarked
package io.streambed.app.progress;

import org.jspecify.annotations.NullMarked;
