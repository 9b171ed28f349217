package dev.ranvier.files.model;

import dev.ranvier.files.library.LibraryFile;
import dev.ranvier.kinetics.ChannelLibrary;
import dev.ranvier.kinetics.LibraryChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The libraries of learned channels that a model file names, each read once. */
final class LibraryFiles {
    private static final double SAME_degC = 0.5;

    private final Path folder;
    private final Map<Path, ChannelLibrary> libraries = new HashMap<>();

    /** Files are looked for in the folder. */
    LibraryFiles(Path folder) {
        this.folder = folder;
    }

    /** Where the library is. */
    private Path path(YamlValue file) {
        return file.fileIn(folder);
    }

    /** The channel of that id; refuses files that are no library, ids that are not there, and curves of another temperature than the cell's. */
    LibraryChannel channel(YamlValue file, YamlValue id, Optional<YamlValue> celsius) {
        try {
            ChannelLibrary library = libraries.computeIfAbsent(path(file), LibraryFile::read);
            celsius.filter(cell -> !(Math.abs(cell.number() - library.celsius()) <= SAME_degC))
                    .ifPresent(cell -> {
                        throw file.wrong("has curves of " + library.celsius() + " degC, and cell.celsius_degC is "
                                + cell.number() + ": make a library of that temperature (ranvier kinetics --celsius "
                                + cell.number()
                                + "), or leave celsius_degC out and give other channels their rate_factor");
                    });
            return LibraryFile.channel(library, id.text());
        } catch (IllegalArgumentException e) {
            throw id.wrong(String.valueOf(e.getMessage()));
        }
    }
}
