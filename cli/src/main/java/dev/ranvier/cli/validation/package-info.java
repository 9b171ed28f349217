/** Models against recordings that they were not fitted to. */
@NullMarked
package dev.ranvier.cli.validation;

import org.jspecify.annotations.NullMarked;
