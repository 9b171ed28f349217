/** Calcium and what depends on it, of Destexhe et al. (1994, 1996). */
@NullMarked
package dev.ranvier.channel.destexhe;

import org.jspecify.annotations.NullMarked;
