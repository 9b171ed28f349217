/** Arrays of NumPy, after its "NEP 1: A simple file format". */
@NullMarked
package dev.ranvier.files.recording.numpy;

import org.jspecify.annotations.NullMarked;
