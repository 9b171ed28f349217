package dev.ranvier.cli.fitting;

import dev.ranvier.cli.table.VoltageFile;
import java.nio.file.Path;

/**
 * A recording as it was given.
 *
 * @param name what reports call it
 * @param file what its file says
 */
public record Recording(String name, VoltageFile file) {
    /** Reads a file, which gives the name. */
    public static Recording read(Path path) {
        return new Recording(path.toString(), VoltageFile.read(path));
    }
}
