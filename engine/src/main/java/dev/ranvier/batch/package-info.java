/** From a description to memory. */
@NullMarked
package dev.ranvier.batch;

import org.jspecify.annotations.NullMarked;
