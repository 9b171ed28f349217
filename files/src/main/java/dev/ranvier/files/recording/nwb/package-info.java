/** Neurodata Without Borders, version 2 and Allen's layout of version 1, in HDF5. */
@NullMarked
package dev.ranvier.files.recording.nwb;

import org.jspecify.annotations.NullMarked;
