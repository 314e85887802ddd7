/** Experiments by name or file, and the reference draws that come with them. */
@NullMarked
package io.streambed.app.experiment;

import org.jspecify.annotations.NullMarked;
