/** Models on a compacted topic: chunks, then a manifest. */
@NullMarked
package io.streambed.topics.model;

import org.jspecify.annotations.NullMarked;
