/** What the command line and the HTTP interface say, as JSON. */
@NullMarked
package io.streambed.inference.document;

import org.jspecify.annotations.NullMarked;
