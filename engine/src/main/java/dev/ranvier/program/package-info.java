/** Formulas as straight-line code over columns, and what runs it: an interpreter, and classes made at run time. */
@NullMarked
package dev.ranvier.program;

import org.jspecify.annotations.NullMarked;
