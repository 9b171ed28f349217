/**
 * OpenBLAS for Java: {@link dev.ranvier.bindings.openblas.OpenBlas} finds the library, loads it and calls it. The package
 * {@code generated} is the output of jextract and is used here only; {@code native/regenerate} writes it.
 */
@NullMarked
package dev.ranvier.bindings.openblas;

import org.jspecify.annotations.NullMarked;
