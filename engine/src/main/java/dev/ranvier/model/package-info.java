/** Descriptions: cells, stimuli, clamps, recordings. Immutable, validated, no buffers. */
@NullMarked
package dev.ranvier.model;

import org.jspecify.annotations.NullMarked;
