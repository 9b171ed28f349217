/** What people give the program as JSON. */
@NullMarked
package dev.ranvier.cli.input;

import org.jspecify.annotations.NullMarked;
