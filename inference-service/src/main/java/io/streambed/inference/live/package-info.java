/** What the topics of an experiment said lately, within bounds, for those who look. */
@NullMarked
package io.streambed.inference.live;

import org.jspecify.annotations.NullMarked;
