/** The sub-commands. */
@NullMarked
package dev.ranvier.cli.command;

import org.jspecify.annotations.NullMarked;
