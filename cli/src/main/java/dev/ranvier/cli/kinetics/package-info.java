/** The command {@code kinetics}: curves of published channels, read, fitted and laid out in files and a page. */
@NullMarked
package dev.ranvier.cli.kinetics;

import org.jspecify.annotations.NullMarked;
