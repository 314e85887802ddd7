/** Scores against stored reference posteriors: the whole loop on a task, then each observation. */
@NullMarked
package io.streambed.app.benchmark;

import org.jspecify.annotations.NullMarked;
