/** Many points of a model: which they are, and what is kept of each. */
@NullMarked
package dev.ranvier.sweep;

import org.jspecify.annotations.NullMarked;
