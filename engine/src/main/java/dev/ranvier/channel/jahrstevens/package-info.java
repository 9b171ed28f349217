/** Receptors of Jahr and Stevens (1990). */
@NullMarked
package dev.ranvier.channel.jahrstevens;

import org.jspecify.annotations.NullMarked;
