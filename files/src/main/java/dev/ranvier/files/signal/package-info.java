/** Sweeps of recordings as the signals that the engine is driven by and compared with. */
@NullMarked
package dev.ranvier.files.signal;

import org.jspecify.annotations.NullMarked;
