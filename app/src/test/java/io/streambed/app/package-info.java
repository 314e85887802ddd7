/**
 * End-to-end tests: the command line and whole nodes on a real broker; the borders of the house.
 */
@NullMarked
package io.streambed.app;

import org.jspecify.annotations.NullMarked;
