/** The live page, the HTTP interface, metrics and health of an experiment. */
@NullMarked
package io.streambed.inference.http;

import org.jspecify.annotations.NullMarked;
