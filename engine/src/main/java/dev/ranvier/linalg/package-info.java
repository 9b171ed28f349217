/**
 * Dense linear algebra on matrices outside the heap: by OpenBLAS where that is present and faster, by our own vector code
 * everywhere else. {@link dev.ranvier.linalg.Blas} says which.
 */
@NullMarked
package dev.ranvier.linalg;

import org.jspecify.annotations.NullMarked;
