/** Tables as Arrow files: a header, batches of rows column by column, a list of the batches. */
@NullMarked
package dev.ranvier.cli.arrow;

import org.jspecify.annotations.NullMarked;
