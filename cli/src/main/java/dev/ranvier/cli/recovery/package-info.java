/** Recovering a channel: what goes in, what comes out, and the files that are written. */
@NullMarked
package dev.ranvier.cli.recovery;

import org.jspecify.annotations.NullMarked;
