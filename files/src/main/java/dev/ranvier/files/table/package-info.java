/** Tables of text, read and written. */
@NullMarked
package dev.ranvier.files.table;

import org.jspecify.annotations.NullMarked;
