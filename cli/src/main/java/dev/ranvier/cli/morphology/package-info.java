/** What a file of a cell's shape holds, as a list and as a page. */
@NullMarked
package dev.ranvier.cli.morphology;

import org.jspecify.annotations.NullMarked;
