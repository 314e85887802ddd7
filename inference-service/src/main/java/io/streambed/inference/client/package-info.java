/** For other Java programs: the HTTP interface as methods. */
@NullMarked
package io.streambed.inference.client;

import org.jspecify.annotations.NullMarked;
