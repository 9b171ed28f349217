/** Channels and cells for other programs. */
@NullMarked
package dev.ranvier.cli.export;

import org.jspecify.annotations.NullMarked;
