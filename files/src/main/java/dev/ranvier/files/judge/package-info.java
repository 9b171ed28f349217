/** Judges models, cells and recordings by what a neuron can be: what is possible and yet hardly meant is named. */
@NullMarked
package dev.ranvier.files.judge;

import org.jspecify.annotations.NullMarked;
