/** CSV files: recordings, currents, traces. */
@NullMarked
package dev.ranvier.cli.table;

import org.jspecify.annotations.NullMarked;
