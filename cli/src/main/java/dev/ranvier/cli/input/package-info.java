/** What people give the program: quantities with units, places in files, and what to say when it is wrong. */
@NullMarked
package dev.ranvier.cli.input;

import org.jspecify.annotations.NullMarked;
