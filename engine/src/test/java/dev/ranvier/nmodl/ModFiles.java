package dev.ranvier.nmodl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The files of the tests. */
public final class ModFiles {
    /** Their names; each shows some constructs. */
    public static final List<String> ALL =
            List.of("kdr", "naold", "markov", "cah", "cad", "carried", "twoexp", "tiring", "pulse");

    private ModFiles() {}

    /** The text of one. */
    public static String text(String name) {
        try (InputStream in = ModFiles.class.getResourceAsStream("/nmodl/" + name + ".mod")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The mechanism of one, at 34 degrees. */
    public static NmodlMechanism mechanism(String name) {
        return read(text(name));
    }

    static NmodlMechanism read(String text) {
        return NmodlMechanism.of("test.mod", text, 34, included -> {
            throw new IllegalArgumentException("there is no file " + included);
        });
    }
}
