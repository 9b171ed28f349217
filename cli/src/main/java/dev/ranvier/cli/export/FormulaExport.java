package dev.ranvier.cli.export;

import dev.ranvier.channel.Power;
import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.channel.TabulatedGate;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.formula.Formulation;
import dev.ranvier.formula.Motion;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.learned.OutputRange;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.IonUse;
import dev.ranvier.mechanism.Mechanism;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A channel as a file of formulas, {@code NAME.channel.yaml}. */
final class FormulaExport {
    private final StringBuilder text = new StringBuilder();

    private FormulaExport() {}

    /** The file; refuses a channel that formulas cannot say. */
    static String text(String name, Mechanism mechanism) {
        FormulaExport export = new FormulaExport();
        switch (mechanism) {
            case TabulatedChannel tabulated -> export.tabulated(tabulated);
            case FormulaChannel formulas -> export.formulas(name, formulas.formulas());
            default ->
                throw new BadInputException("channel '" + name + "' is not written as formulas: only channels"
                        + " are of which all gates are formulas, or all are learned");
        }
        return export.text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void formulas(String name, Formulation formulas) {
        List<Field> others = new ArrayList<>();
        for (Field field : formulas.parameters()) {
            if (field.name().equals("conductance_mS_per_cm2") || field.name().equals("reversal_mV")) {
                line(field.name() + ": " + field.value());
            } else {
                others.add(field);
            }
        }
        if (!others.isEmpty()) {
            line("parameters:");
            others.forEach(field -> line("  " + field.name() + ": {default: " + field.value() + ", low: " + field.low()
                    + ", high: " + field.high() + "}"));
        }
        for (IonUse use : formulas.ions()) {
            line(use instanceof IonUse.Carries ? "carries: calcium" : "senses: calcium");
        }
        if (!formulas.motions().isEmpty()) {
            line("states:");
        }
        for (Motion motion : formulas.motions()) {
            if (motion instanceof Motion.Together
                    || motion instanceof Motion.Update
                    || motion instanceof Motion.Scheme) {
                throw new BadInputException("channel '" + name + "' is not written as formulas: its states "
                        + String.join(", ", motion.states()) + " do not move by equations of their own");
            }
            motion.slopes().forEach((state, slope) -> {
                line("  - name: " + state);
                line("    derivative: " + slope);
                if (motion instanceof Motion.Equation equation) {
                    equation.start().ifPresent(start -> line("    start: " + start));
                }
            });
        }
        line("current_uA_per_cm2: " + formulas.output());
    }

    private void tabulated(TabulatedChannel channel) {
        channel.schema().parameters().stream().limit(2).forEach(field -> line(field.name() + ": " + field.value()));
        line("let:");
        List<String> gates = new ArrayList<>();
        for (TabulatedGate gate : channel.gates()) {
            if (!(gate.power() instanceof Power.Fixed(int exponent))) {
                throw new BadInputException(
                        "gate " + gate.name() + " has a power that is no whole number, which gates given"
                                + " by formulas cannot have; take --format nmodl");
            }
            if (!(gate.curves() instanceof LearnedCurves network)) {
                throw new BadInputException("gate " + gate.name() + " is no network");
            }
            String logit = gate.name() + "_logit", logTau = gate.name() + "_ln_tau";
            network(gate.name(), network, logit, logTau);
            gates.add("  - {name: " + gate.name() + ", power: " + exponent + ", x_inf: 1/(1 + exp(-" + logit
                    + ")), tau_ms: exp(" + logTau + ")}");
        }
        line("gates:");
        gates.forEach(this::line);
    }

    private void network(String gate, LearnedCurves network, String logit, String logTau) {
        double[] w = network.weights();
        List<String> inputs = List.of("(v - (" + LearnedCurves.INPUT_CENTRE_mV + "))/" + LearnedCurves.INPUT_WIDTH_mV);
        int at = 0;
        for (int layer = 0; layer < network.hidden().size(); layer++) {
            int units = network.hidden().get(layer);
            List<String> outputs = new ArrayList<>();
            for (int k = 0; k < units; k++) {
                String unit = gate + "_unit" + (layer + 1) + "_" + (k + 1);
                line("  " + unit + ": tanh(" + sum(w, at, k, units, inputs) + ")");
                outputs.add(unit);
            }
            at += units * (inputs.size() + 1);
            inputs = outputs;
        }
        line("  " + logit + ": " + within(network.logitRange(), sum(w, at, 0, LearnedCurves.OUTPUTS, inputs)));
        line("  " + logTau + ": " + within(network.logTauRange(), sum(w, at, 1, LearnedCurves.OUTPUTS, inputs)));
    }

    private static String sum(double[] w, int at, int k, int rows, List<String> inputs) {
        int columns = inputs.size();
        List<String> terms = new ArrayList<>(List.of(Double.toString(w[at + rows * columns + k])));
        for (int j = 0; j < columns; j++) {
            terms.add("(" + w[at + k * columns + j] + ") * " + inputs.get(j));
        }
        return terms.stream().collect(Collectors.joining(" + "));
    }

    private static String within(OutputRange range, String output) {
        if (range.span() == Double.POSITIVE_INFINITY) {
            return output;
        }
        return range.span() == 0
                ? Double.toString(range.middle())
                : range.middle() + " + " + range.span() + " * tanh((" + output + " - (" + range.middle() + "))/"
                        + range.span() + ")";
    }
}
