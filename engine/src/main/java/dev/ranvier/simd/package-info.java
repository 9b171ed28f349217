/** The vector species. */
@NullMarked
package dev.ranvier.simd;

import org.jspecify.annotations.NullMarked;
