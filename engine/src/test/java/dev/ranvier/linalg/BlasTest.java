package dev.ranvier.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BlasTest {
    private static boolean isThereALibrary() {
        return OpenBlasOperations.find(tried -> {}).isPresent();
    }

    @Test
    void choose_none_takesOurOwn() {
        Blas blas = Blas.choose(Optional.of("none"));
        assertThat(blas.operations()).isInstanceOf(VectorOperations.class);
        assertThat(blas.library()).isEmpty();
        assertThat(blas.reason()).isEqualTo("ranvier.blas=none");
    }

    @Test
    void choose_withALibrary_takesItForLargeMatrices_orForAll() {
        assumeTrue(isThereALibrary(), "no OpenBLAS here");
        assertThat(Blas.choose(Optional.empty()).operations()).isInstanceOf(CrossoverOperations.class);
        Blas all = Blas.choose(Optional.of("openblas"));
        assertThat(all.operations()).isInstanceOf(OpenBlasOperations.class);
        assertThat(all.library().orElseThrow().configuration()).contains("OpenBLAS");
        assertThat(all.library().orElseThrow().path()).isRegularFile();
    }

    @Test
    void choose_withoutALibrary_fallsBackOrSaysWhatToDo() {
        assumeTrue(!isThereALibrary(), "there is an OpenBLAS here");
        assertThat(Blas.choose(Optional.empty()).operations()).isInstanceOf(VectorOperations.class);
        assertThat(Blas.choose(Optional.empty()).reason()).contains("bundled: none", "system: ");
        assertThatThrownBy(() -> Blas.choose(Optional.of("openblas")))
                .isInstanceOf(BlasException.class)
                .hasMessageContaining("no OpenBLAS can be used (bundled: none")
                .hasMessageContaining("-Dranvier.openblas.library=PATH");
    }

    @Test
    void choose_ofSomethingElse_isRefused() {
        assertThatThrownBy(() -> Blas.choose(Optional.of("mkl")))
                .isInstanceOf(BlasException.class)
                .hasMessage("ranvier.blas must be none or openblas, or be left out: ranvier.blas=mkl");
    }
}
