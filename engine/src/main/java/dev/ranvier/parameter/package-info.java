/** Numbers of a model that a fit may change: what they are, in which coordinates they move, what is known of them before. */
@NullMarked
package dev.ranvier.parameter;

import org.jspecify.annotations.NullMarked;
