/** The command line in processes of its own, which tests start, watch, stop, freeze and kill. */
@NullMarked
package io.streambed.app.process;

import org.jspecify.annotations.NullMarked;
