/** An experiment's file: read, checked as a whole, every mistake named with its path. */
@NullMarked
package io.streambed.topics.experiment;

import org.jspecify.annotations.NullMarked;
