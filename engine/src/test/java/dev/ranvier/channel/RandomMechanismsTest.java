package dev.ranvier.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.mechanism.Channel;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of mechanisms, over formulas that nobody has chosen; {@code -Dformula.mechanisms=200} for many. */
final class RandomMechanismsTest {
    static IntStream seeds() {
        return IntStream.range(0, Integer.getInteger("formula.mechanisms", 40));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void partials_byEveryInput_equalCentralDifferences(int seed) {
        Channel channel = RandomMechanisms.channel(seed);
        MechanismContract.checkPartials(channel);
        assertThat(channel.schema().partials()).isNotEmpty();
    }
}
