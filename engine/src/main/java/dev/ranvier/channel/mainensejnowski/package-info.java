/** Channels of Mainen and Sejnowski (1996). */
@NullMarked
package dev.ranvier.channel.mainensejnowski;

import org.jspecify.annotations.NullMarked;
