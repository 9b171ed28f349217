/** Igor binary waves, after WaveMetrics' Technical Note PTN003. */
@NullMarked
package dev.ranvier.files.recording.igor;

import org.jspecify.annotations.NullMarked;
