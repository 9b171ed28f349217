package dev.ranvier.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The class path of this process with a jar in the place of each directory: only of jars can archives of classes be made. */
final class JarredClassPath {
    private JarredClassPath() {}

    /** What commands are started with, whose jars go into a folder. */
    static String in(Path folder) throws IOException {
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            jars.add(
                    Files.isDirectory(Path.of(entry))
                            ? jar(Path.of(entry), folder.resolve(jars.size() + ".jar"))
                            : entry);
        }
        return String.join(File.pathSeparator, jars);
    }

    private static String jar(Path directory, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new JarEntry(directory.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
            }
        }
        return jar.toString();
    }
}
