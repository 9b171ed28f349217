/** What NEURON runs: mechanisms as NMODL files, and a cell as a script. */
@NullMarked
package dev.ranvier.neuron;

import org.jspecify.annotations.NullMarked;
