package dev.ranvier.files.signal;

import dev.ranvier.model.SampledSignal;
import java.util.List;
import java.util.Optional;

/** A sweep of a file of recordings, as it is to be explained. */
public sealed interface RecordedSweep permits VoltageFile, QuantityFile {
    /** What was injected, if the file has it, or recorded under voltage clamp. */
    Optional<SampledSignal> current_nA();

    /** What the person should know about how the file was understood. */
    List<String> notes();
}
