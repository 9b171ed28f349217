/** Channels of Traub and Miles (1991). */
@NullMarked
package dev.ranvier.channel.traubmiles;

import org.jspecify.annotations.NullMarked;
