/** The trainer: pairs -> buffer -> learner -> models; plans runs. */
@NullMarked
package io.streambed.trainer;

import org.jspecify.annotations.NullMarked;
