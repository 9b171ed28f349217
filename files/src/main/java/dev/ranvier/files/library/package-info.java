/** Libraries of learned channels. */
@NullMarked
package dev.ranvier.files.library;

import org.jspecify.annotations.NullMarked;
