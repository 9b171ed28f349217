/** The kinetics of published channels: curves of gates, their fits by networks and by the omnimodel, libraries of channels. */
@NullMarked
package dev.ranvier.kinetics;

import org.jspecify.annotations.NullMarked;
