/** How far a recorded voltage is from what was observed, with exact derivatives; plain arrays, no simulation. */
@NullMarked
package dev.ranvier.loss;

import org.jspecify.annotations.NullMarked;
