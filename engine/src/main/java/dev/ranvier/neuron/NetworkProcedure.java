package dev.ranvier.neuron;

import dev.ranvier.channel.GateCurves;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.learned.OutputRange;
import dev.ranvier.mechanism.VoltageGrid;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Gates that are networks, as NMODL: the network is written out and TABLE holds what the engine's tables hold, x_inf and {@code
 * exp(-dt/tau)} at the same voltages with lines between, so that NEURON's fixed step is that of implicit Euler here to rounding.
 */
final class NetworkProcedure {
    private static final String INDENT = "    ";
    private static final int TERMS_PER_LINE = 4;

    private final VoltageGrid grid;
    private final List<String> gates = new ArrayList<>();
    private final List<String> body = new ArrayList<>();
    private final Set<String> locals = new LinkedHashSet<>();

    /** Over the voltages of this grid, for steps of fixed size. */
    NetworkProcedure(VoltageGrid grid) {
        this.grid = grid;
    }

    /**
     * One more gate.
     *
     * @param x what NMODL calls it
     * @throws IllegalArgumentException if it is no network
     */
    void add(String x, GateCurves curves) {
        if (!(curves instanceof LearnedCurves network)) {
            throw new IllegalArgumentException("gate " + x + " is no network");
        }
        gates.add(x);
        write(x, network);
    }

    boolean isEmpty() {
        return gates.isEmpty();
    }

    /** What stands in the tables. */
    String tables() {
        return all("_inf") + ", " + all("_decay");
    }

    /** The gates' variables with this ending. */
    String all(String ending) {
        return gates.stream().map(gate -> gate + ending).collect(Collectors.joining(", "));
    }

    /** What a comment says of them. */
    String comment() {
        return """
            %s hold x_inf and %s hold exp(-dt/tau) at every
            %s mV from %s to %s mV; between these they are interpolated, outside the outermost values hold.
            For steps of fixed size (secondorder = 0); CVODE cannot run it.\
            """.formatted(
                        all("_inf"),
                        all("_decay"),
                        Statements.number(grid.spacing_mV()),
                        Statements.number(grid.low_mV()),
                        Statements.number(grid.high_mV()));
    }

    /** A step of the gates, after a call of {@code curves}. */
    String step() {
        return gates.stream()
                .map(x -> INDENT + x + " = " + x + "_inf + (" + x + " - " + x + "_inf)*" + x + "_decay\n")
                .collect(Collectors.joining());
    }

    /** {@code PROCEDURE curves(v)}, which sets what stands in the tables. */
    String text() {
        return """
            PROCEDURE curves(v (mV)) {
                LOCAL %s
                TABLE %s DEPEND dt FROM %s TO %s WITH %d
            %s}
            """.formatted(
                        lines(List.copyOf(locals)),
                        tables(),
                        Statements.number(grid.low_mV()),
                        Statements.number(grid.high_mV()),
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
    private void write(String x, LearnedCurves network) {
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
