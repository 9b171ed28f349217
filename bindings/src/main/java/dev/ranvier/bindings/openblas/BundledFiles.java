package dev.ranvier.bindings.openblas;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The library files of one platform on the class path or module path: their names in the order in which they must be loaded, and
 * what their contents hash to. Both are stated by {@code META-INF/openblas/<platform>.sha256}, a list as {@code sha256sum} writes it under a first line
 * {@code # version}; the files themselves come from the artifact {@code org.bytedeco:openblas}.
 *
 * @param platform as the artifact names it, {@code linux-x86_64}
 * @param version of the artifact
 * @param files in the order of loading: each needs those before it
 */
record BundledFiles(String platform, String version, List<Entry> files) {
    private static final String LISTS = "META-INF/openblas/", FOLDER = "org/bytedeco/openblas/";
    /** Finds what lies in other modules too, as long as its folder has no package's name. */
    private static final ClassLoader LOADER = BundledFiles.class.getClassLoader();

    private static final int KEY_DIGITS = 12;

    /** One file. */
    record Entry(String name, String sha256) {}

    /** Copies the list. */
    BundledFiles {
        files = List.copyOf(files);
    }

    /** What is listed for a platform; empty if nothing is. */
    static Optional<BundledFiles> of(String platform) throws IOException {
        try (InputStream list = LOADER.getResourceAsStream(LISTS + platform + ".sha256")) {
            return list == null
                    ? Optional.empty()
                    : Optional.of(parse(platform, new String(list.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    private static BundledFiles parse(String platform, String list) {
        List<Entry> files = new ArrayList<>();
        String version = "";
        for (String line : list.lines().toList()) {
            String[] words = line.split(" +", 2);
            if (words[0].equals("#")) {
                version = words[1];
            } else {
                files.add(new Entry(words[1], words[0]));
            }
        }
        return new BundledFiles(platform, version, files);
    }

    /** This machine's platform as the artifacts name it. */
    static String ofThisMachine() {
        return platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /** {@code linux-x86_64} for Linux and amd64, and so on. */
    static String platform(String os, String architecture) {
        String name = os.toLowerCase(Locale.ROOT);
        String system = name.startsWith("mac") ? "macosx" : name.startsWith("windows") ? "windows" : name;
        return system + "-"
                + switch (architecture) {
                    case "amd64" -> "x86_64";
                    case "aarch64" -> "arm64";
                    default -> architecture;
                };
    }

    /** Whether the artifact with the files is on the class path, and not only their list. */
    boolean areOnTheClassPath() {
        return files.stream().allMatch(file -> resource(file).isPresent());
    }

    /** The contents of a file. */
    InputStream open(Entry file) throws IOException {
        return resource(file)
                .orElseThrow(() -> new IOException(FOLDER + platform + "/" + file.name() + " is not on the class path"))
                .openStream();
    }

    private Optional<URL> resource(Entry file) {
        return Optional.ofNullable(LOADER.getResource(FOLDER + platform + "/" + file.name()));
    }

    /** A folder name that differs for different contents. */
    String key() {
        return "openblas-" + version + "-" + platform + "-"
                + files.getLast().sha256().substring(0, KEY_DIGITS);
    }
}
