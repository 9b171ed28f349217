/** Mechanisms as formulas: expression trees with their derivatives, their text, and the descriptions that are made of them. */
@NullMarked
package dev.ranvier.formula;

import org.jspecify.annotations.NullMarked;
