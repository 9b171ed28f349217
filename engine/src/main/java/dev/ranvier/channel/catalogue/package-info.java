/** The list of the channels and pools that come with the engine. */
@NullMarked
package dev.ranvier.channel.catalogue;

import org.jspecify.annotations.NullMarked;
