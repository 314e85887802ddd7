/** What topics promise. */
@NullMarked
package io.streambed.topics;

import org.jspecify.annotations.NullMarked;
