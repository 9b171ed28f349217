/** Sweeps: the plan, the folder they are kept in, their tables. */
@NullMarked
package dev.ranvier.cli.sweep;

import org.jspecify.annotations.NullMarked;
