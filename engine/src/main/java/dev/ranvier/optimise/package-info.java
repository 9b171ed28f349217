/** Optimisers on plain arrays; they know nothing of neurons. */
@NullMarked
package dev.ranvier.optimise;

import org.jspecify.annotations.NullMarked;
