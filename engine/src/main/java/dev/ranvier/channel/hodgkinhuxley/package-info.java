/** Channels of Hodgkin and Huxley (1952). */
@NullMarked
package dev.ranvier.channel.hodgkinhuxley;

import org.jspecify.annotations.NullMarked;
