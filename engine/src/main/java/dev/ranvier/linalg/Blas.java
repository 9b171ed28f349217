package dev.ranvier.linalg;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What does the dense work of a process: OpenBLAS or our own code, whichever is faster for the operation and its size, where a
 * library is found; our own for all where none is. The system property {@code ranvier.blas} forces one for all: {@code none}, or
 * {@code openblas}, which then has to be found.
 */
public final class Blas {
    private static final String PROPERTY = "ranvier.blas", NONE = "none", OPENBLAS = "openblas";

    private final DenseOperations operations;
    private final Optional<Library> library;
    private final String reason;

    /**
     * A native library in use.
     *
     * @param origin chosen (by its path), bundled or system
     * @param path the loaded file
     * @param configuration version and build options, as the library tells them
     * @param core the processor type that it has chosen its kernels for
     */
    public record Library(String origin, Path path, String configuration, String core) {}

    private Blas(DenseOperations operations, Optional<Library> library, String reason) {
        this.operations = operations;
        this.library = library;
        this.reason = reason;
    }

    /** What this process uses, decided once, at the first call; a failure is thrown again at every call. */
    private static final class OfThisProcess {
        static final Optional<Blas> CHOSEN;
        static final Optional<BlasException> FAILURE;

        static {
            Optional<Blas> chosen = Optional.empty();
            Optional<BlasException> failure = Optional.empty();
            try {
                chosen = Optional.of(choose(Optional.ofNullable(System.getProperty(PROPERTY))));
            } catch (BlasException e) {
                failure = Optional.of(e);
            }
            CHOSEN = chosen;
            FAILURE = failure;
        }
    }

    /**
     * What this process uses.
     *
     * @throws BlasException if {@code ranvier.blas} or a library's path asks for what cannot be had
     */
    public static Blas ofThisProcess() {
        return OfThisProcess.CHOSEN.orElseThrow(OfThisProcess.FAILURE::orElseThrow);
    }

    /** What the property's value asks for; empty leaves the choice to the sizes of matrices. */
    static Blas choose(Optional<String> wanted) {
        if (wanted.isPresent() && !wanted.get().equals(NONE) && !wanted.get().equals(OPENBLAS)) {
            throw new BlasException(PROPERTY + " must be " + NONE + " or " + OPENBLAS + ", or be left out: " + PROPERTY
                    + "=" + wanted.get());
        }
        DenseOperations own = new VectorOperations();
        if (wanted.filter(NONE::equals).isPresent()) {
            return new Blas(own, Optional.empty(), PROPERTY + "=" + NONE);
        }
        List<String> tried = new ArrayList<>();
        Optional<OpenBlasOperations> found = OpenBlasOperations.find(tried::add);
        String vain = String.join("; ", tried);
        if (found.isPresent()) {
            OpenBlasOperations openBlas = found.get();
            return wanted.isPresent()
                    ? new Blas(openBlas, Optional.of(openBlas.library()), "for all, as " + PROPERTY + "=" + OPENBLAS)
                    : new Blas(
                            new CrossoverOperations(own, openBlas),
                            Optional.of(openBlas.library()),
                            "for what it is faster at");
        }
        if (wanted.isPresent()) {
            throw new BlasException(PROPERTY + "=" + OPENBLAS + ", but no OpenBLAS can be used (" + vain
                    + "). Name one with -Dranvier.openblas.library=PATH, or leave " + PROPERTY + " out");
        }
        return new Blas(own, Optional.empty(), vain);
    }

    /** The operations, for any thread. */
    public DenseOperations operations() {
        return operations;
    }

    /** The native library in use; empty if there is none. */
    public Optional<Library> library() {
        return library;
    }

    /** What a library is used for, or why there is none. */
    public String reason() {
        return reason;
    }
}
