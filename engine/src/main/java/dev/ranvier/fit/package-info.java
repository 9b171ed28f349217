/** Fits of learned channels to recordings. */
@NullMarked
package dev.ranvier.fit;

import org.jspecify.annotations.NullMarked;
