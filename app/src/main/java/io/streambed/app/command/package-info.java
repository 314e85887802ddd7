/** The command line: one class for each command; they parse, call, and print. */
@NullMarked
package io.streambed.app.command;

import org.jspecify.annotations.NullMarked;
