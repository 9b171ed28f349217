/** Model files. */
@NullMarked
package dev.ranvier.cli.model;

import org.jspecify.annotations.NullMarked;
