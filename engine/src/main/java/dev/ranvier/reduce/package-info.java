/** Reduction of a branched neuron to its soma and a few compartments. */
@NullMarked
package dev.ranvier.reduce;

import org.jspecify.annotations.NullMarked;
