/** Simulations: what is run, its files and its report. */
@NullMarked
package dev.ranvier.cli.simulation;

import org.jspecify.annotations.NullMarked;
