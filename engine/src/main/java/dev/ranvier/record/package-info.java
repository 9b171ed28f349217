/** What is kept of a run. */
@NullMarked
package dev.ranvier.record;

import org.jspecify.annotations.NullMarked;
