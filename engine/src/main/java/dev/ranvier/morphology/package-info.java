/**
 * Shapes of neurons: read from SWC, built from cylinders or grown from a seed, and cut into compartments as NEURON cuts
 * them. Heap only; nothing else of the engine is used here.
 */
@NullMarked
package dev.ranvier.morphology;

import org.jspecify.annotations.NullMarked;
