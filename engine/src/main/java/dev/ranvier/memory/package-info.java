/** Off-heap columns of doubles, and the exponential and logarithm over them. */
@NullMarked
package dev.ranvier.memory;

import org.jspecify.annotations.NullMarked;
