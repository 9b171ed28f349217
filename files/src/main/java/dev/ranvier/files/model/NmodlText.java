package dev.ranvier.files.model;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.nmodl.NmodlException;
import dev.ranvier.nmodl.NmodlMechanism;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the NMODL files that people name. */
public final class NmodlText {
    /** The temperature of a cell that does not say it: NEURON's. */
    public static final double UNSET_degC = 6.3;

    private NmodlText() {}

    /** The mechanism of a file that a model file names, looked for in the folder. */
    static NmodlMechanism mechanism(YamlValue file, Path folder, double celsius_degC) {
        try {
            return read(file.fileIn(folder), celsius_degC);
        } catch (BadInputException e) {
            throw file.wrong(String.valueOf(e.getMessage()));
        }
    }

    /** What a file describes; refuses what is not understood. */
    static NmodlMechanism read(Path path, double celsius_degC) {
        if (!Files.isRegularFile(path)) {
            throw new BadInputException("NMODL file not found: " + path);
        }
        try {
            return NmodlMechanism.read(path, celsius_degC);
        } catch (NmodlException e) {
            throw new BadInputException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new BadInputException("NMODL file cannot be read: " + path + ": " + e.getMessage());
        }
    }
}
