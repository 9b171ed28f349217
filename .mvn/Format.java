import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Runs palantir-java-format over the sources of all modules: {@code check} lists the files that are not formatted and
 * fails, {@code apply} rewrites them. The formatter parses with the compiler of the JVM that it runs in, so that has to
 * be a JDK that knows the language of the sources; Spotless would run it in Maven's JVM, which may be Java 17.
 */
final class Format {
    private Format() {}

    public static void main(String[] args) throws IOException {
        boolean apply = args[0].equals("apply");
        Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .build());
        List<String> complaints = new ArrayList<>();
        for (Path file : javaFiles()) {
            String source = Files.readString(file);
            try {
                String formatted = formatter.formatSourceAndFixImports(source);
                if (formatted.equals(source)) {
                    continue;
                }
                if (apply) {
                    Files.writeString(file, formatted);
                    System.out.println("formatted " + file);
                } else {
                    complaints.add(file + ":" + firstDifference(source, formatted) + ": not formatted");
                }
            } catch (FormatterException e) {
                complaints.add(file + ":" + e.getMessage());
            }
        }
        if (!complaints.isEmpty()) {
            complaints.forEach(System.err::println);
            System.err.println("To format: mvn -N verify -Dformat=apply");
            System.exit(1);
        }
    }

    /** The Java files of every module's src folder, but for generated ones. */
    private static List<Path> javaFiles() throws IOException {
        List<Path> found = new ArrayList<>();
        try (var modules = Files.newDirectoryStream(Path.of(""), module -> Files.isDirectory(module.resolve("src")))) {
            for (Path module : modules) {
                try (var files = Files.walk(module.resolve("src"))) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !file.getParent().endsWith("generated"))
                            .forEach(found::add);
                }
            }
        }
        Collections.sort(found);
        return found;
    }

    private static int firstDifference(String a, String b) {
        List<String> left = a.lines().toList();
        List<String> right = b.lines().toList();
        int line = 0;
        while (line < left.size() && line < right.size() && left.get(line).equals(right.get(line))) {
            line++;
        }
        return line + 1;
    }
}
