/** Tables of text. */
@NullMarked
package dev.ranvier.files.table;

import org.jspecify.annotations.NullMarked;
