package dev.ranvier.files.model;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.mechanism.Field;
import dev.ranvier.model.Profile;
import dev.ranvier.nmodl.NmodlException;
import dev.ranvier.nmodl.NmodlMechanism;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

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

    /** What the compartment says of a parameter of a file that the model does not give. */
    static Optional<Profile> ofShape(Field parameter) {
        return switch (parameter.name()) {
            case NmodlMechanism.DIAMETER -> Optional.of(new Profile.Diameter());
            case NmodlMechanism.AREA -> Optional.of(new Profile.Area());
            default -> Optional.empty();
        };
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
