/** {@code reduce}: what it is asked, what it finds, and the files that it leaves behind. */
@NullMarked
package dev.ranvier.cli.reduction;

import org.jspecify.annotations.NullMarked;
