/** Asks for the posterior of one observation, and waits for it. */
@NullMarked
package io.streambed.app.inquiry;

import org.jspecify.annotations.NullMarked;
