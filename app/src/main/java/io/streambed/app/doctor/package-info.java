/** Looks whether this machine can run Streambed, and says how to mend what is wrong. */
@NullMarked
package io.streambed.app.doctor;

import org.jspecify.annotations.NullMarked;
