/** Tables of text: CSV, text files with tabs or blanks, Axon Text Files. */
@NullMarked
package dev.ranvier.files.recording.text;

import org.jspecify.annotations.NullMarked;
