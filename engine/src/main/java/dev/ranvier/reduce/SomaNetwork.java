package dev.ranvier.reduce;

import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.formula.MechanismFormulas;
import dev.ranvier.mechanism.Field;
import dev.ranvier.model.Region;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Prior;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What dendrites take from a soma as a network of its voltage alone, as Beck et al. (arXiv 2606.16693) reduce a neuron: a current across the soma's
 * membrane,
 *
 * <pre>
 *   i = S tanh(f(x, z))     dz_r/dt = (tanh(a_r x + c_r) - z_r) / tau_r     x = (v + 10 mV) / 70 mV
 * </pre>
 *
 * f a layer of tanh units and a sum of them. The weights are parameters of a channel by formulas. It begins as no current.
 *
 * @param units of the layer
 * @param latents how many
 */
public record SomaNetwork(int units, int latents) {
    /** Its name among the mechanisms of a reduced cell. */
    static final String NAME = "soma-network";

    private static final String SCALE = "scale_uA_per_cm2";
    private static final double LARGEST = 1e3, FIRST_ms = 1, LAST_ms = 100, DEVIATION = 1;

    /** The channel, whose current is at most {@code scale_uA_per_cm2}. */
    FormulaChannel channel(double scale_uA_per_cm2, long seed) {
        Random random = new Random(seed);
        int inputs = latents + 1;
        MechanismFormulas network = MechanismFormulas.named(NAME)
                .parameter(new Field(SCALE, scale_uA_per_cm2, 0, 1e9))
                .let("x", "(v + 10 mV) / 70 mV");
        for (int r = 0; r < latents; r++) {
            double part = latents == 1 ? 0.5 : r / (latents - 1.0);
            network.parameter(weight("a" + r, random.nextGaussian()))
                    .parameter(weight("c" + r, random.nextGaussian()))
                    .parameter(weight("log_tau" + r, Math.log(FIRST_ms) + part * Math.log(LAST_ms / FIRST_ms)))
                    .equation(
                            new Field("z" + r, 0, -1, 1),
                            "(tanh(a%1$d * x + c%1$d) - z%1$d) / (1 ms * exp(log_tau%1$d))".formatted(r));
        }
        for (int unit = 0; unit < units; unit++) {
            network.parameter(weight("b" + unit, random.nextGaussian() / Math.sqrt(inputs)));
            for (int input = 0; input < inputs; input++) {
                network.parameter(weight("w" + unit + "_" + input, random.nextGaussian() / Math.sqrt(inputs)));
            }
            int here = unit;
            String sum = IntStream.range(0, inputs)
                    .mapToObj(input -> " + w" + here + "_" + input + " * " + (input == 0 ? "x" : "z" + (input - 1)))
                    .collect(Collectors.joining());
            network.parameter(weight("u" + unit, 0)).let("h" + unit, "tanh(b" + unit + sum + ")");
        }
        String f = IntStream.range(0, units)
                .mapToObj(unit -> " + u" + unit + " * h" + unit)
                .collect(Collectors.joining("", "u", ""));
        return network.parameter(weight("u", 0))
                .current("scale * tanh(" + f + ")")
                .channel();
    }

    private static Field weight(String name, double value) {
        return new Field(name, value, -LARGEST, LARGEST);
    }

    /** The weights of its channel: all that is a parameter of it but the scale. */
    static List<Field> weights(FormulaChannel channel) {
        return channel.schema().parameters().stream()
                .filter(field -> !field.name().equals(SCALE))
                .toList();
    }

    /** A weight as a number of a fit. */
    static Parameter number(Field weight) {
        return new Parameter(
                NAME + " " + weight.name(),
                new Quantity.ChannelParameter(NAME, weight.name(), Region.everywhere()),
                new Transform.Linear(1),
                weight.value(),
                Optional.of(new Prior(weight.value(), DEVIATION)));
    }
}
