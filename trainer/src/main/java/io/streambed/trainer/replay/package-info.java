/** Where admitted pairs wait to be trained on, and the ones that never are. */
@NullMarked
package io.streambed.trainer.replay;

import org.jspecify.annotations.NullMarked;
