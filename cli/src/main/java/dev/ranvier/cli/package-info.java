/** The {@code ranvier} command. */
@NullMarked
package dev.ranvier.cli;

import org.jspecify.annotations.NullMarked;
