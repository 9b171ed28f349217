package dev.ranvier.cli.output;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What is wrong with a file or its disk, in words. */
public final class FileTrouble {
    private FileTrouble() {}

    /** Which file, and what is the matter with it. */
    public static String explained(IOException problem) {
        return switch (problem) {
            case FileAlreadyExistsException file -> file.getFile() + " is a file";
            case AccessDeniedException file -> "no permission for " + file.getFile();
            case NoSuchFileException file -> file.getFile() + " is not there, or no longer";
            case FileSystemException file when file.getReason() != null -> file.getFile() + ": " + file.getReason();
            default -> String.valueOf(problem.getMessage());
        };
    }
}
