/** Fitting a model's numbers: what goes in, what comes out, and the files that are written. */
@NullMarked
package dev.ranvier.cli.fitting;

import org.jspecify.annotations.NullMarked;
