package dev.ranvier.files.recording.abf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small ABF files of every kind. */
public final class AbfSamples {
    /** Those that are in src/test/resources/recordings. */
    static final List<String> COMMITTED = List.of("one.abf", "two.abf");

    private AbfSamples() {}

    /** Writes those that other tests read into a folder. */
    public static void main(String[] arguments) throws IOException {
        for (String name : COMMITTED) {
            Files.write(Path.of(arguments[0], name), byName().getOrDefault(name, new byte[0]));
        }
    }

    /** Files by name. */
    public static Map<String, byte[]> byName() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("one.abf", filled(AbfWriter.version1()).bytes());
        files.put("short.abf", filled(AbfWriter.version1Short()).bytes());
        files.put("two.abf", filled(AbfWriter.version2()).bytes());
        files.put(
                "floats.abf",
                filled(AbfWriter.version2()).floats().alternating().bytes());
        return files;
    }

    private static AbfWriter filled(AbfWriter writer) {
        return writer.input("Vm", "mV", 0.01, 0, 5)
                .input("Im", "pA", 0.0005, 1, 0)
                .output(
                        "Cmd",
                        "pA",
                        -5,
                        true,
                        new Epoch(1, 10, 2, 20, 3, 0, 0),
                        new Epoch(2, 50, 0, 5, 0, 0, 0),
                        new Epoch(3, 7, 1, 12, 0, 4, 2),
                        new Epoch(4, 7, 1, 12, 0, 4, 2),
                        new Epoch(5, 7, 1, 12, 0, 4, 2),
                        new Epoch(7, 7, 1, 12, 0, 4, 2))
                .sweep(300, 0)
                .sweep(300, 100_000)
                .tag("drug on");
    }
}
