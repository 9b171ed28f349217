package dev.ranvier.channel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.channel.destexhe.Destexhe;
import dev.ranvier.channel.pospischil.Pospischil;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.Partial;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract itself: it lets a sound mechanism pass, and finds every partial that one keeps quiet about. */
final class MechanismContractTest {
    static List<Partial> ofAPair() {
        return new CoupledPair().schema().partials();
    }

    static List<Partial> ofAChannelWithASlopeThatDependsOnTheVoltage() {
        return Pospischil.lowThresholdCalcium().schema().partials();
    }

    static List<Partial> ofAPool() {
        return Destexhe.calciumPool().schema().partials();
    }

    @Test
    void soundMechanism_passes() {
        MechanismContract.checkPartials(new CoupledPair());
    }

    @ParameterizedTest
    @MethodSource("ofAPair")
    void omittedPartialOfCoupledStates_isFound(Partial omitted) {
        assertFound(omitted, Quiet.about(omitted, new CoupledPair()));
    }

    @ParameterizedTest
    @MethodSource("ofAChannelWithASlopeThatDependsOnTheVoltage")
    void omittedPartialOfAChannel_isFound(Partial omitted) {
        Channel channel = Pospischil.lowThresholdCalcium();
        assertFound(omitted, Quiet.about(omitted, channel));
    }

    @ParameterizedTest
    @MethodSource("ofAPool")
    void omittedPartialOfAPool_isFound(Partial omitted) {
        assertFound(omitted, Quiet.about(omitted, Destexhe.calciumPool()));
    }

    private static void assertFound(Partial omitted, Mechanism quiet) {
        assertThatThrownBy(() -> MechanismContract.checkPartials(quiet))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("of=" + omitted.of());
    }
}
