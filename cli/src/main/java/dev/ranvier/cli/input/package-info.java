/** What people give the program: JSON lines, libraries of channels. */
@NullMarked
package dev.ranvier.cli.input;

import org.jspecify.annotations.NullMarked;
