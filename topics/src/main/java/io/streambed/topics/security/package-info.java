/** Who this process is to others, whom it trusts, and its secrets. */
@NullMarked
package io.streambed.topics.security;

import org.jspecify.annotations.NullMarked;
