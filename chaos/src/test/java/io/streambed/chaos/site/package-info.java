/** Brokers and nodes of one experiment as processes, and what is done to them. */
@NullMarked
package io.streambed.chaos.site;

import org.jspecify.annotations.NullMarked;
