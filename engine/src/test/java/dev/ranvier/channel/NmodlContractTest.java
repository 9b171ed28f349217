package dev.ranvier.channel;

import dev.ranvier.nmodl.ModFiles;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels and pools of NMODL files: their partial derivatives by every parameter and state. */
final class NmodlContractTest {
    @ParameterizedTest
    @ValueSource(strings = {"kdr", "markov", "cah", "carried"})
    void partials_ofFile_equalCentralDifferences(String name) {
        MechanismContract.checkPartials(ModFiles.mechanism(name).mechanism());
    }
}
