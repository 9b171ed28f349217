/** Axon Binary Format, versions 1 and 2, after Axon's "ABF File Format" documents. */
@NullMarked
package dev.ranvier.files.recording.abf;

import org.jspecify.annotations.NullMarked;
