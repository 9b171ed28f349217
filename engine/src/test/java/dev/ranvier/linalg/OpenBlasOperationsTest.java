package dev.ranvier.linalg;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** Skipped where there is no OpenBLAS. */
final class OpenBlasOperationsTest extends DenseOperationsContract {
    private OpenBlasOperations operations;

    @BeforeEach
    void findLibrary() {
        List<String> tried = new ArrayList<>();
        Optional<OpenBlasOperations> found = OpenBlasOperations.find(tried::add);
        assumeTrue(found.isPresent(), () -> "no OpenBLAS here: " + tried);
        operations = found.get();
    }

    @Override
    DenseOperations operations() {
        return operations;
    }
}
