package dev.ranvier.files.recording.igor;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.TextFile;
import dev.ranvier.files.recording.ArrayRecording;
import dev.ranvier.files.recording.Dimension;
import dev.ranvier.files.recording.Header;
import dev.ranvier.files.recording.Reading;
import dev.ranvier.files.recording.RecordingFile;
import dev.ranvier.files.recording.RecordingFormat;
import dev.ranvier.files.recording.SampleArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Igor binary waves of versions 2 and 5. A wave is one channel; the current beside a voltage is another file, which {@code --columns
 * current=FILE} names. The columns of a wave of two dimensions are sweeps.
 */
public final class IgorFormat implements RecordingFormat {
    /** For the service loader. */
    public IgorFormat() {}

    @Override
    public String name() {
        return "Igor binary wave (.ibw)";
    }

    @Override
    public boolean recognises(byte[] head) {
        return head.length >= 2 && IgorWave.isKnown(head[0], head[1]);
    }

    @Override
    public RecordingFile open(Path file, Reading reading) {
        List<SampleArray> opened = new ArrayList<>();
        try {
            IgorWave wave = IgorWave.open(file, file.getFileName().toString());
            opened.add(wave);
            Optional<Reading.Column> current = reading.column(Dimension.CURRENT);
            if (current.isPresent()) {
                Path other = current.get().fileBeside(file);
                TextFile.check(other, "Igor wave of --columns current");
                IgorWave second = IgorWave.open(other, current.get().name());
                opened.add(second);
                if (second.interval_ms() != wave.interval_ms()) {
                    throw new BadInputException(other + " is sampled every " + second.interval_ms() + " ms, " + file
                            + " every " + wave.interval_ms() + " ms: there are two time bases");
                }
            }
            return new ArrayRecording(
                    file.toString(),
                    new Header(wave.format(), "", "", List.of(), List.of()),
                    opened,
                    reading.interval_ms().orElse(wave.interval_ms()));
        } catch (RuntimeException e) {
            opened.forEach(SampleArray::close);
            throw e;
        }
    }
}
