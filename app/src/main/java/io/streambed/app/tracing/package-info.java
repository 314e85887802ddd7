/** To whom the steps of traces are told. */
@NullMarked
package io.streambed.app.tracing;

import org.jspecify.annotations.NullMarked;
