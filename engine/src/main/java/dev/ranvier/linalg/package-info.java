/** Small dense factorisations. */
@NullMarked
package dev.ranvier.linalg;

import org.jspecify.annotations.NullMarked;
