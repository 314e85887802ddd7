/** From topics to streams: by consumer group, by offsets, or up to now. */
@NullMarked
package io.streambed.topics.intake;

import org.jspecify.annotations.NullMarked;
