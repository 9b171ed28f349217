/** Channels of Pospischil et al. (2008). */
@NullMarked
package dev.ranvier.channel.pospischil;

import org.jspecify.annotations.NullMarked;
