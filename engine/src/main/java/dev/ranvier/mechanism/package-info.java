/** The sockets for everything that plugs into a cell: what a mechanism says of itself, and the columns that its kernels run over. */
@NullMarked
package dev.ranvier.mechanism;

import org.jspecify.annotations.NullMarked;
