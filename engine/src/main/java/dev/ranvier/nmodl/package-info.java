/** Reads NMODL, the language of NEURON's mechanisms, into formulas. */
@NullMarked
package dev.ranvier.nmodl;

import org.jspecify.annotations.NullMarked;
