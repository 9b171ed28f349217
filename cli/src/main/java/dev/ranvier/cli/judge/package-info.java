/** Judges what people give by what a neuron can be: numbers that are possible, and data that determine something. */
@NullMarked
package dev.ranvier.cli.judge;

import org.jspecify.annotations.NullMarked;
