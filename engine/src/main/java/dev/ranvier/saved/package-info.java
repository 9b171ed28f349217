/** What is kept in files to go on from: whole, of this version, and as it was written, or refused. */
@NullMarked
package dev.ranvier.saved;

import org.jspecify.annotations.NullMarked;
