package dev.ranvier.files.library;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.formula.NearestName;
import dev.ranvier.kinetics.ChannelLibrary;
import dev.ranvier.kinetics.LibraryChannel;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads libraries of learned channels that people name. */
public final class LibraryFile {
    private LibraryFile() {}

    /** The library in a file. */
    public static ChannelLibrary read(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return ChannelLibrary.read(in);
        } catch (NoSuchFileException _) {
            throw new BadInputException("no such library of channels: " + file + "; 'ranvier kinetics' makes one");
        } catch (IOException e) {
            throw new BadInputException("library of channels cannot be read: " + file + ": " + e.getMessage()
                    + ". 'ranvier kinetics' makes one");
        }
    }

    /**
     * The channel of that id.
     *
     * @throws IllegalArgumentException if there is none, or several of that name, with what there is
     */
    public static LibraryChannel channel(ChannelLibrary library, String id) {
        return library.find(id).orElseThrow(() -> {
            List<String> ids = List.copyOf(library.channels().keySet());
            List<String> same =
                    ids.stream().filter(known -> known.endsWith("/" + id)).toList();
            String hint = same.isEmpty()
                    ? NearestName.of(id, ids)
                                    .map(name -> "did you mean '" + name + "'? ")
                                    .orElse("") + "It has " + ids.size()
                            + " channels; 'ranvier channel LIBRARY' lists them"
                    : "several families have it: " + String.join(", ", same);
            return new IllegalArgumentException("the library has no channel '" + id + "'; " + hint);
        });
    }
}
