package dev.ranvier.files.model;

import dev.ranvier.files.library.LibraryFile;
import dev.ranvier.kinetics.ChannelLibrary;
import dev.ranvier.kinetics.LibraryChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The libraries of learned channels that a model file names, each read once. */
final class LibraryFiles {
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

    /** The channel of that id; refuses files that are no library and ids that are not there. */
    LibraryChannel channel(YamlValue file, YamlValue id) {
        try {
            ChannelLibrary library = libraries.computeIfAbsent(path(file), LibraryFile::read);
            return LibraryFile.channel(library, id.text());
        } catch (IllegalArgumentException e) {
            throw id.wrong(String.valueOf(e.getMessage()));
        }
    }
}
