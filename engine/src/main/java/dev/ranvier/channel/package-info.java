/** Membrane channels: the socket, and what channels share. */
@NullMarked
package dev.ranvier.channel;

import org.jspecify.annotations.NullMarked;
