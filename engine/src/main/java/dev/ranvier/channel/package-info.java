/** Membrane channels: what they share. */
@NullMarked
package dev.ranvier.channel;

import org.jspecify.annotations.NullMarked;
