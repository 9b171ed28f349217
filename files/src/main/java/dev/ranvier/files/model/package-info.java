/** Model files. */
@NullMarked
package dev.ranvier.files.model;

import org.jspecify.annotations.NullMarked;
