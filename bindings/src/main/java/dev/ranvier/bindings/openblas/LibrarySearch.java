package dev.ranvier.bindings.openblas;

import java.io.File;
import java.io.IOException;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Looks for OpenBLAS and loads the first that will do: the path that was chosen; else the bundled library, from the first
 * folder that takes its files and lets them run; else the system's.
 */
final class LibrarySearch {
    static final String CHOSEN_PROPERTY = "ranvier.openblas.library", CHOSEN_VARIABLE = "RANVIER_OPENBLAS_LIBRARY";
    static final String CACHE_PROPERTY = "ranvier.cache";

    private static final List<String> SYMBOLS = List.of(
            "openblas_set_num_threads",
            "openblas_get_num_threads",
            "openblas_get_config",
            "openblas_get_corename",
            "cblas_dgemv",
            "cblas_dgemm",
            "cblas_dsyrk",
            "LAPACKE_dpotrf",
            "LAPACKE_dpotrs",
            "LAPACKE_dgels");

    private static final List<String> SYSTEM_FOLDERS = List.of(
            "/usr/local/lib",
            "/usr/lib64",
            "/usr/lib",
            "/usr/lib/x86_64-linux-gnu",
            "/usr/lib/aarch64-linux-gnu",
            "/opt/homebrew/opt/openblas/lib");
    private static final List<String> SYSTEM_NAMES =
            List.of("libopenblas.so.0", "libopenblas.so", "libopenblas.0.dylib", "libopenblas.dll");
    /** Debian ships LAPACKE by itself. */
    private static final List<String> LAPACKE_NAMES = List.of("liblapacke.so.3", "liblapacke.so");

    private final Function<String, Optional<String>> properties;
    private final Function<String, Optional<String>> environment;
    private final Consumer<String> tried;

    LibrarySearch(
            Function<String, Optional<String>> properties,
            Function<String, Optional<String>> environment,
            Consumer<String> tried) {
        this.properties = properties;
        this.environment = environment;
        this.tried = tried;
    }

    static LibrarySearch ofThisProcess(Consumer<String> tried) {
        return new LibrarySearch(
                name -> Optional.ofNullable(System.getProperty(name)),
                name -> Optional.ofNullable(System.getenv(name)),
                tried);
    }

    Optional<OpenBlas> find() {
        Optional<String> chosen = properties
                .apply(CHOSEN_PROPERTY)
                .or(() -> environment.apply(CHOSEN_VARIABLE))
                .filter(path -> !path.isBlank());
        return chosen.isPresent()
                ? Optional.of(chosen(Path.of(chosen.get()).toAbsolutePath()))
                : bundled().or(this::system);
    }

    private static OpenBlas chosen(Path path) {
        String choice = CHOSEN_PROPERTY + " (or " + CHOSEN_VARIABLE + ") names " + path + ", ";
        if (!Files.isRegularFile(path)) {
            throw new OpenBlasException(
                    choice + "which is not a file: give the path of a libopenblas, or leave it out");
        }
        try {
            return loaded(OpenBlas.Origin.CHOSEN, List.of(path));
        } catch (UnsatisfiedLinkError e) {
            throw new OpenBlasException(choice + "which cannot be used: " + e.getMessage()
                    + ". Give the path of a libopenblas with CBLAS and LAPACKE, or leave it out");
        }
    }

    private Optional<OpenBlas> bundled() {
        String platform = BundledFiles.ofThisMachine();
        try {
            Optional<BundledFiles> bundled = BundledFiles.of(platform).filter(BundledFiles::areOnTheClassPath);
            if (bundled.isPresent()) {
                return bundled(bundled.get());
            }
            tried.accept("bundled: none for " + platform + " on the class path");
        } catch (IOException e) {
            tried.accept("bundled: " + e);
        }
        return Optional.empty();
    }

    private Optional<OpenBlas> bundled(BundledFiles bundled) throws IOException {
        Optional<OpenBlas> lasting = userFolder().flatMap(folder -> bundled(bundled, folder));
        if (lasting.isPresent()) {
            return lasting;
        }
        Path passing = Files.createTempDirectory("ranvier-");
        try {
            return bundled(bundled, passing);
        } finally {
            deleteAtExit(passing);
        }
    }

    private Optional<OpenBlas> bundled(BundledFiles bundled, Path folder) {
        try {
            return Optional.of(loaded(OpenBlas.Origin.BUNDLED, new LibraryCache(folder).unpacked(bundled)));
        } catch (IOException | UnsatisfiedLinkError e) {
            tried.accept("bundled, unpacked into " + folder + ": " + e);
            return Optional.empty();
        }
    }

    /** Where this user keeps what can be made anew. */
    Optional<Path> userFolder() {
        Optional<String> home = properties.apply("user.home");
        String os = BundledFiles.ofThisMachine();
        Optional<Path> usual = os.startsWith("windows")
                ? environment.apply("LOCALAPPDATA").map(Path::of)
                : os.startsWith("macosx")
                        ? home.map(folder -> Path.of(folder, "Library", "Caches"))
                        : environment
                                .apply("XDG_CACHE_HOME")
                                .map(Path::of)
                                .filter(Path::isAbsolute)
                                .or(() -> home.map(folder -> Path.of(folder, ".cache")));
        return properties.apply(CACHE_PROPERTY).map(Path::of).or(() -> usual.map(folder -> folder.resolve("ranvier")));
    }

    private static void deleteAtExit(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.map(Path::toFile).forEach(File::deleteOnExit);
        }
    }

    private Optional<OpenBlas> system() {
        Optional<Path> library = inSystem(SYSTEM_NAMES);
        if (library.isEmpty()) {
            tried.accept("system: no libopenblas in the usual folders nor in java.library.path");
            return Optional.empty();
        }
        List<Path> files = new ArrayList<>(List.of(library.get()));
        inSystem(LAPACKE_NAMES).ifPresent(files::addFirst);
        try {
            return Optional.of(loaded(OpenBlas.Origin.SYSTEM, files));
        } catch (UnsatisfiedLinkError e) {
            tried.accept("system: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Path> inSystem(List<String> names) {
        String given = properties.apply("java.library.path").orElse("");
        return Stream.concat(Arrays.stream(given.split(File.pathSeparator)), SYSTEM_FOLDERS.stream())
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isRegularFile)
                .map(Path::toAbsolutePath)
                .findFirst();
    }

    /** Loads the files in order; the last one is the library. */
    private static OpenBlas loaded(OpenBlas.Origin origin, List<Path> files) {
        for (Path file : files) {
            System.load(file.toString());
        }
        SymbolLookup symbols = SymbolLookup.loaderLookup();
        List<String> missing = SYMBOLS.stream()
                .filter(symbol -> symbols.find(symbol).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw new UnsatisfiedLinkError(files.getLast() + " lacks " + String.join(", ", missing));
        }
        return new OpenBlas(origin, files.getLast());
    }
}
