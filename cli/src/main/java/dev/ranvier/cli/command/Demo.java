package dev.ranvier.cli.command;

import dev.ranvier.cli.fitting.Recording;
import dev.ranvier.files.model.ModelFile;
import dev.ranvier.files.model.ModelReader;
import dev.ranvier.files.recording.Reading;
import dev.ranvier.files.recording.text.TextRecording;
import dev.ranvier.files.signal.SweepCut;
import dev.ranvier.files.signal.VoltageFile;
import dev.ranvier.files.table.CsvTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The built-in model, which is the example in the repository, and its recording. */
final class Demo {
    /** Where results go if nothing else is said. */
    static final Path FOLDER = Path.of("ranvier-demo");
    /** Name of the model in reports. */
    static final String MODEL = "built-in hh-unknown-k.yaml";

    private static final String RECORDING = "built-in recording.csv";

    private Demo() {}

    static ModelFile model() {
        return ModelReader.parse(MODEL, text("hh-unknown-k.yaml"), Path.of(""));
    }

    static Recording recording() {
        TextRecording file = TextRecording.of(CsvTable.parse(RECORDING, text("recording.csv")), Reading.PLAIN);
        return new Recording.OfElectrode(RECORDING, VoltageFile.of(file, 0, RECORDING, SweepCut.WHOLE, Reading.PLAIN));
    }

    private static String text(String name) {
        String resource = "/dev/ranvier/cli/demo/" + name;
        try (InputStream in = Demo.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("this build lacks " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
