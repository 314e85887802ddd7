/** How close a learnt posterior comes to a reference. */
@NullMarked
package io.streambed.app.judge;

import org.jspecify.annotations.NullMarked;
