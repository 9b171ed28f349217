/** A cell step by step, in a loop that another program owns. */
@NullMarked
package dev.ranvier.embed;

import org.jspecify.annotations.NullMarked;
