/** The junction of Harris, Spray and Bennett (1981). */
@NullMarked
package dev.ranvier.channel.harris;

import org.jspecify.annotations.NullMarked;
