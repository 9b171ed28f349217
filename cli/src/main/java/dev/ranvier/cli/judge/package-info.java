/** Judges gates by what a channel can be, and fits by what they have left. */
@NullMarked
package dev.ranvier.cli.judge;

import org.jspecify.annotations.NullMarked;
