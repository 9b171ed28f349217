/** The friendly way to run a cell. */
@NullMarked
package dev.ranvier.simulate;

import org.jspecify.annotations.NullMarked;
