package dev.ranvier.neuron;

import dev.ranvier.channel.Power;
import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.channel.TabulatedGate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A channel whose gates are networks, as NMODL; see {@link NetworkProcedure}. */
public final class TabulatedNmodl {
    private static final String INDENT = "    ";

    private final TabulatedChannel channel;

    private TabulatedNmodl(TabulatedChannel channel) {
        this.channel = channel;
    }

    /**
     * The file.
     *
     * @param name the channel's
     * @param comments what else is known of it
     * @throws IllegalArgumentException if a gate is no network
     */
    public static NmodlFile of(String name, TabulatedChannel channel, List<String> comments) {
        String suffix = NmodlNames.suffix(name);
        Map<String, NmodlFile.Variable> variables = new HashMap<>();
        variables.put("conductance_mS_per_cm2", new NmodlFile.Variable("gbar", 1e-3, false));
        variables.put("reversal_mV", new NmodlFile.Variable("e", 1, false));
        for (TabulatedGate gate : channel.gates()) {
            if (gate.power() instanceof Power.Free) {
                variables.put(gate.name() + "_power", new NmodlFile.Variable(variable(gate) + "_power", 1, false));
            }
        }
        return new NmodlFile(suffix, new TabulatedNmodl(channel).text(suffix, comments), variables);
    }

    private static String variable(TabulatedGate gate) {
        return NmodlNames.variable(gate.name().replaceAll("[^A-Za-z0-9_]", "_"));
    }

    private String text(String suffix, List<String> comments) {
        NetworkProcedure networks = new NetworkProcedure(channel.tables().grid());
        List<String> range = new ArrayList<>(List.of("gbar", "e", "i"));
        StringBuilder powers = new StringBuilder(), opening = new StringBuilder("gbar"), start = new StringBuilder();
        for (TabulatedGate gate : channel.gates()) {
            String x = variable(gate);
            switch (gate.power()) {
                case Power.Fixed(int exponent) -> opening.append(("*" + x).repeat(exponent));
                case Power.Free(double exponent) -> {
                    range.add(x + "_power");
                    powers.append(INDENT + x + "_power = " + Statements.number(exponent) + "\n");
                    opening.append("*" + x + "^" + x + "_power");
                }
            }
            start.append(INDENT + x + " = " + x + "_inf\n");
            networks.add(x, gate.curves());
        }
        String stated = comments.stream().map(line -> line + "\n").collect(Collectors.joining());
        return """
            TITLE %1$s

            COMMENT
            %2$sEach gate is a network of the voltage. %3$s
            ENDCOMMENT

            NEURON {
                SUFFIX %1$s
                NONSPECIFIC_CURRENT i
                RANGE %4$s
                GLOBAL %5$s
            }

            UNITS {
                (mA) = (milliamp)
                (mV) = (millivolt)
                (S) = (siemens)
            }

            PARAMETER {
                gbar = 0.001 (S/cm2)
                e = 0 (mV)
            %6$s}

            ASSIGNED {
                v (mV)
                dt (ms)
                i (mA/cm2)
                %7$s
            }

            STATE { %8$s }

            INITIAL {
                curves(v)
            %9$s}

            BREAKPOINT {
                SOLVE states
                i = %10$s*(v - e)
            }

            PROCEDURE states() {
                curves(v)
            %11$s}

            %12$s\
            """.formatted(
                        suffix,
                        stated,
                        networks.comment(),
                        String.join(", ", range),
                        networks.tables(),
                        powers,
                        networks.tables().replace(", ", " "),
                        networks.all("").replace(", ", " "),
                        start,
                        opening,
                        networks.step(),
                        networks.text());
    }
}
