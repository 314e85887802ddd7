/** What the topics hold afterwards, and whether it keeps what was promised. */
@NullMarked
package io.streambed.chaos.audit;

import org.jspecify.annotations.NullMarked;
