package dev.ranvier.neuron;

import dev.ranvier.channel.Power;
import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.channel.TabulatedGate;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.learned.OutputRange;
import dev.ranvier.mechanism.VoltageGrid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A channel whose gates are networks, as NMODL: the network is written out and TABLE holds what {@link TabulatedChannel} holds, x_inf
 * and {@code exp(-dt/tau)} at the same voltages with lines between, so that NEURON's fixed step is that of implicit Euler here to rounding.
 */
public final class TabulatedNmodl {
    private static final String INDENT = "    ";
    private static final int TERMS_PER_LINE = 4;

    private final TabulatedChannel channel;
    private final List<String> body = new ArrayList<>();
    private final List<String> locals = new ArrayList<>();

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

    private String all(String ending) {
        return channel.gates().stream().map(gate -> variable(gate) + ending).collect(Collectors.joining(", "));
    }

    private String text(String suffix, List<String> comments) {
        VoltageGrid grid = channel.tables().grid();
        List<String> range = new ArrayList<>(List.of("gbar", "e", "i"));
        StringBuilder powers = new StringBuilder(), opening = new StringBuilder("gbar");
        StringBuilder start = new StringBuilder(), step = new StringBuilder();
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
            step.append(INDENT + x + " = " + x + "_inf + (" + x + " - " + x + "_inf)*" + x + "_decay\n");
            curves(gate, x);
        }
        String stated = comments.stream().map(line -> line + "\n").collect(Collectors.joining());
        return """
            TITLE %1$s

            COMMENT
            %2$sEach gate is a network of the voltage. %3$s hold x_inf and %4$s hold exp(-dt/tau) at every
            %5$s mV from %6$s to %7$s mV; between these they are interpolated, outside the outermost values hold.
            For steps of fixed size (secondorder = 0); CVODE cannot run it.
            ENDCOMMENT

            NEURON {
                SUFFIX %1$s
                NONSPECIFIC_CURRENT i
                RANGE %8$s
                GLOBAL %3$s, %4$s
            }

            UNITS {
                (mA) = (milliamp)
                (mV) = (millivolt)
                (S) = (siemens)
            }

            PARAMETER {
                gbar = 0.001 (S/cm2)
                e = 0 (mV)
            %9$s}

            ASSIGNED {
                v (mV)
                dt (ms)
                i (mA/cm2)
                %10$s
            }

            STATE { %11$s }

            INITIAL {
                curves(v)
            %12$s}

            BREAKPOINT {
                SOLVE states
                i = %13$s*(v - e)
            }

            PROCEDURE states() {
                curves(v)
            %14$s}

            PROCEDURE curves(v (mV)) {
                LOCAL %15$s
                TABLE %3$s, %4$s DEPEND dt FROM %6$s TO %7$s WITH %16$s
            %17$s}
            """.formatted(
                        suffix,
                        stated,
                        all("_inf"),
                        all("_decay"),
                        Statements.number(grid.spacing_mV()),
                        Statements.number(grid.low_mV()),
                        Statements.number(grid.high_mV()),
                        String.join(", ", range),
                        powers,
                        (all("_inf") + ", " + all("_decay")).replace(", ", " "),
                        all("").replace(", ", " "),
                        start,
                        opening,
                        step,
                        lines(locals.stream().distinct().toList()),
                        grid.nodes() - 1,
                        body.stream().map(line -> INDENT + line + "\n").collect(Collectors.joining()));
    }

    private static String lines(List<String> names) {
        return IntStream.range(0, names.size())
                .mapToObj(k -> (k > 0 && k % 12 == 0 ? "\n" + INDENT + INDENT : "") + names.get(k))
                .collect(Collectors.joining(", "));
    }

    private String local(String name) {
        locals.add(name);
        return name;
    }

    /** The network of {@link LearnedCurves}, unit by unit. */
    private void curves(TabulatedGate gate, String x) {
        if (!(gate.curves() instanceof LearnedCurves network)) {
            throw new IllegalArgumentException("gate " + gate.name() + " is no network");
        }
        double[] w = network.weights();
        List<String> inputs = List.of(local("scaled"));
        body.add("scaled = (v - (" + Statements.number(LearnedCurves.INPUT_CENTRE_mV) + "))/"
                + Statements.number(LearnedCurves.INPUT_WIDTH_mV));
        int at = 0;
        for (int layer = 0; layer < network.hidden().size(); layer++) {
            int units = network.hidden().get(layer);
            List<String> outputs = new ArrayList<>();
            for (int k = 0; k < units; k++) {
                String unit = local("unit" + (layer + 1) + "_" + (k + 1));
                body.add(unit + " = tanh(" + sum(w, at, k, units, inputs) + ")");
                outputs.add(unit);
            }
            at += units * (inputs.size() + 1);
            inputs = outputs;
        }
        body.add(local("logit") + " = " + sum(w, at, 0, LearnedCurves.OUTPUTS, inputs));
        body.add(local("ln_tau") + " = " + sum(w, at, 1, LearnedCurves.OUTPUTS, inputs));
        within("logit", network.logitRange());
        within("ln_tau", network.logTauRange());
        body.add(x + "_inf = 1/(1 + exp(-logit))");
        body.add(x + "_decay = exp(-dt*exp(-ln_tau))");
    }

    /** Row k of {@code W a + b}. */
    private static String sum(double[] w, int at, int k, int rows, List<String> inputs) {
        int columns = inputs.size();
        StringBuilder sum = new StringBuilder(Statements.number(w[at + rows * columns + k]));
        for (int j = 0; j < columns; j++) {
            double weight = w[at + k * columns + j];
            sum.append(j % TERMS_PER_LINE == TERMS_PER_LINE - 1 ? "\n" + INDENT + INDENT : " ")
                    .append(weight < 0 ? "- " : "+ ")
                    .append(Statements.number(Math.abs(weight)) + "*" + inputs.get(j));
        }
        return sum.toString();
    }

    private void within(String output, OutputRange range) {
        if (range.span() != Double.POSITIVE_INFINITY) {
            String middle = "(" + Statements.number(range.middle()) + ")", span = Statements.number(range.span());
            body.add(
                    range.span() == 0
                            ? output + " = " + middle
                            : output + " = " + middle + " + " + span + "*tanh((" + output + " - " + middle + ")/" + span
                                    + ")");
        }
    }
}
