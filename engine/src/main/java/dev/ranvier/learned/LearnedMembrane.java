package dev.ranvier.learned;

import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.formula.MechanismFormulas;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Ion;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * What flows through a membrane, where nothing of it is known but that it follows the voltage, and perhaps an ion: a conductance or a
 * current
 *
 * <pre>
 *   i = conductance / (1 + exp(-f)) (v - reversal)    i = scale tanh(f)    f = w0 x + sum of w_r u_r + N(x, u) + b    x = (v + 10 mV)/(70 mV)
 *   dz_r/dt = (z_inf - z_r)/tau    z_inf = 1/(1 + exp(-(a_r x + b_r)))    tau [ms] = exp(c_r + d_r x)
 * </pre>
 *
 * with latents z. With an ion, f and N have its concentration as a further input behind x, {@code c = ln(concentration/1 uM)/5}, and a latent
 * {@code e_r c} beside {@code a_r x}. Of a conductance u is ln z, so that without the network N, and where little is open, it is a product of gates to the powers
 * w_r; of a current u is 2 z - 1. N has hidden layers of tanh and a weighted sum of them. Whatever the weights are, what flows is bounded, a
 * conductance is not negative, a latent stays in [0, 1], and two histories of it under the same voltages come together.
 *
 * <p>The weights: of each hidden layer a row for every unit and then the biases, the first layer's inputs being x and u; then what f makes of
 * the last layer's units, of x and of u, and its bias; then of each latent a, b, c and d, and e with an ion. It is a {@link FormulaChannel}, in which weights
 * that are to be learned are parameters and others are constants.
 *
 * @param form what is learned
 * @param hidden units of each hidden layer of N; without one there is no N
 * @param latents how many
 * @param sensed the ion
 */
public record LearnedMembrane(Form form, List<Integer> hidden, int latents, Optional<Ion> sensed) {
    /** What is learned. */
    public enum Form {
        /** A conductance, beside a reversal potential. */
        CONDUCTANCE,
        /** A current. */
        CURRENT
    }

    /** The most that a current of this kind can be. */
    public static final Field SCALE = new Field("scale_uA_per_cm2", 10, 0, 1e9);

    /** Concentrations of an ion, the first where no pool tells it. */
    private static final List<Double> CONCENTRATIONS_mM = List.of(1e-4, 1e-3, 1e-2);

    private static final double LARGEST = 1e3, FIRST_ms = 1, LAST_ms = 100;
    /** A conductance begins nearly closed, a current as none. */
    private static final double CLOSED = -2;
    /** So that the logarithm of a closed latent is a number. */
    private static final double LEAST = 1e-4;
    /** Latents begin as activation, half way near -45 mV, an e-fold in 17 mV. */
    private static final double SLOPE = 4, BIAS = 2;

    /**
     * A weight.
     *
     * @param name what messages and formulas call it
     * @param mean what is expected of it
     * @param deviation how far it may be from there
     * @param first where a fit begins
     * @param scatter how far from there the first start may be
     */
    public record Weight(String name, double mean, double deviation, double first, double scatter) {}

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException for a layer without units or a negative number of latents
     */
    public LearnedMembrane {
        hidden = List.copyOf(hidden);
        if (latents < 0 || hidden.stream().anyMatch(units -> units < 1)) {
            throw new IllegalArgumentException(
                    "layers need one unit or more, latents none or more: hidden=" + hidden + ", latents=" + latents);
        }
    }

    /** Without an ion. */
    public LearnedMembrane(Form form, List<Integer> hidden, int latents) {
        this(form, hidden, latents, Optional.empty());
    }

    /** Concentrations at which what was learned is worth a look: several with an ion, else one that does not matter. */
    public List<Double> concentrations_mM() {
        return sensed.isPresent() ? CONCENTRATIONS_mM : List.of(CONCENTRATIONS_mM.getFirst());
    }

    private int width(int layer) {
        return layer == 0 ? 1 + (sensed.isPresent() ? 1 : 0) + latents : hidden.get(layer - 1);
    }

    /** All weights, in their order. */
    public List<Weight> weights() {
        List<Weight> weights = new ArrayList<>();
        for (int layer = 1; layer <= hidden.size(); layer++) {
            int inputs = width(layer - 1);
            for (int unit = 0; unit < width(layer); unit++) {
                for (int input = 0; input < inputs; input++) {
                    weights.add(new Weight("w" + layer + "_" + unit + "_" + input, 0, 2, 0, 1 / Math.sqrt(inputs)));
                }
            }
            for (int unit = 0; unit < width(layer); unit++) {
                weights.add(new Weight("b" + layer + "_" + unit, 0, 2, 0, 0.5));
            }
        }
        for (int unit = 0; unit < (hidden.isEmpty() ? 0 : width(hidden.size())); unit++) {
            weights.add(new Weight("f_h" + unit, 0, 2, 0, 0));
        }
        weights.add(new Weight("f_x", 0, 2, 0, 0));
        if (sensed.isPresent()) {
            weights.add(new Weight("f_c", 0, 2, 0, 0));
        }
        for (int r = 0; r < latents; r++) {
            double power = form == Form.CONDUCTANCE ? 1 : 0;
            weights.add(new Weight("f_z" + r, power, 2, power, 0));
        }
        double bias = form == Form.CONDUCTANCE ? CLOSED : 0;
        weights.add(new Weight("f_bias", bias, 2, bias, 0));
        for (int r = 0; r < latents; r++) {
            double part = latents == 1 ? 0.5 : r / (latents - 1.0);
            double logTau = Math.log(FIRST_ms) + part * Math.log(LAST_ms / FIRST_ms);
            weights.add(new Weight("z" + r + "_slope", 0, 2 * SLOPE, SLOPE, 1));
            weights.add(new Weight("z" + r + "_bias", BIAS, 3, BIAS, 1));
            weights.add(new Weight("z" + r + "_log_tau", logTau, 1.5, logTau, 0));
            weights.add(new Weight("z" + r + "_tau_slope", 0, 1, 0, 0));
            if (sensed.isPresent()) {
                weights.add(new Weight("z" + r + "_of_ion", 0, 2 * SLOPE, 0, SLOPE / 2));
            }
        }
        return weights;
    }

    /** Weights to begin with: next to nothing flows, latents have time constants from 1 to 100 ms, and all else is drawn. */
    public List<Double> first(long seed) {
        Random random = new Random(seed);
        return weights().stream()
                .map(weight -> weight.first() + weight.scatter() * random.nextGaussian())
                .toList();
    }

    /** The channel with weights that are parameters, by their names, with these defaults. */
    public FormulaChannel unknown(String name, List<Double> weights) {
        MechanismFormulas formulas = MechanismFormulas.named(name);
        List<Weight> all = weights();
        for (int k = 0; k < all.size(); k++) {
            formulas.parameter(new Field(all.get(k).name(), weights.get(k), -LARGEST, LARGEST));
        }
        network(formulas, all.stream().map(Weight::name).toList(), CONCENTRATIONS_mM.getFirst());
        return channel(formulas);
    }

    /**
     * The channel with weights that are constants.
     *
     * @throws IllegalArgumentException when there are not as many as the network has
     */
    public FormulaChannel known(String name, List<Double> weights) {
        if (weights.size() != weights().size()) {
            throw new IllegalArgumentException("hidden=" + hidden + " and latents=" + latents + " make "
                    + weights().size() + " weights, not " + weights.size());
        }
        MechanismFormulas formulas = MechanismFormulas.named(name);
        network(formulas, constants(weights), CONCENTRATIONS_mM.getFirst());
        return channel(formulas);
    }

    /**
     * What of it flows, in the place of a current: the open part of a conductance, or of a current that of the most that it can be.
     *
     * @param concentration_mM of the ion, if there is one
     */
    public FormulaChannel part(List<Double> weights, double concentration_mM) {
        MechanismFormulas formulas = MechanismFormulas.named("part");
        network(formulas, constants(weights), concentration_mM);
        return formulas.current(part()).channel();
    }

    private static List<String> constants(List<Double> weights) {
        return weights.stream().map(weight -> "(" + weight + ")").toList();
    }

    private String part() {
        return form == Form.CONDUCTANCE ? "1/(1 + exp(-f))" : "tanh(f)";
    }

    private FormulaChannel channel(MechanismFormulas formulas) {
        return switch (form) {
            case CONDUCTANCE ->
                formulas.conductance(1)
                        .reversal(0)
                        .current("conductance * " + part() + " * (v - reversal)")
                        .channel();
            case CURRENT ->
                formulas.parameter(SCALE).current("scale * " + part()).channel();
        };
    }

    /** x, f and the latents. */
    private void network(MechanismFormulas formulas, List<String> weights, double concentration_mM) {
        formulas.let("x", "(v - (" + LearnedCurves.INPUT_CENTRE_mV + "))/" + LearnedCurves.INPUT_WIDTH_mV);
        List<String> inputs = new ArrayList<>(List.of("x"));
        sensed.ifPresent(ion -> {
            String concentration = ion.name().toLowerCase(Locale.ROOT);
            Field field = new Field(concentration + "_mM", concentration_mM, 1e-9, 1e3);
            formulas.parameter(field).senses(ion, field.name());
            formulas.let("c", "log(" + concentration + "/0.001)/5");
            inputs.add("c");
        });
        for (int r = 0; r < latents; r++) {
            inputs.add("u" + r);
            formulas.let(
                    inputs.getLast(),
                    form == Form.CONDUCTANCE
                            ? "log((z" + r + " + " + LEAST + ")/(1 + " + LEAST + "))"
                            : "2*z" + r + " - 1");
        }
        Iterator<String> next = weights.iterator();
        List<String> values = inputs;
        for (int layer = 1; layer <= hidden.size(); layer++) {
            List<String> sums = new ArrayList<>();
            for (int unit = 0; unit < width(layer); unit++) {
                sums.add(weighed(next, values));
            }
            values = new ArrayList<>();
            for (String sum : sums) {
                values.add("h" + layer + "_" + values.size());
                formulas.let(values.getLast(), "tanh(" + sum + " + " + next.next() + ")");
            }
        }
        String f = hidden.isEmpty() ? "" : weighed(next, values) + " + ";
        formulas.let("f", f + weighed(next, inputs) + " + " + next.next());
        for (int r = 0; r < latents; r++) {
            String slope = next.next(), bias = next.next(), logTau = next.next(), tauSlope = next.next();
            String ofIon = sensed.isPresent() ? " + " + next.next() + "*c" : "";
            formulas.gateByTarget(
                    "z" + r,
                    1,
                    "1/(1 + exp(-(" + slope + "*x + " + bias + ofIon + ")))",
                    "exp(" + logTau + " + " + tauSlope + "*x)");
        }
    }

    private static String weighed(Iterator<String> weights, List<String> values) {
        return values.stream().map(value -> weights.next() + "*" + value).collect(Collectors.joining(" + "));
    }
}
