package dev.ranvier.learned;

import dev.ranvier.formula.FormulaAxial;
import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.formula.MechanismFormulas;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Ion;
import dev.ranvier.mechanism.Mechanism;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * What flows through a membrane, or from a compartment to its parent, where nothing of it is known but that it follows voltages, and
 * perhaps an ion: a conductance, a current, or a current beside an ohmic one
 *
 * <pre>
 *   i = conductance / (1 + exp(-f)) (v - reversal)    i = scale tanh(f)    i = conductance (v - v_parent) + scale tanh(f)
 *   f = w0 x + sum of w_r u_r + N(x, u) + b    x = (v + 10 mV)/(70 mV)
 *   dz_r/dt = (z_inf - z_r)/tau    z_inf = 1/(1 + exp(-(a_r x + b_r)))    tau [ms] = exp(c_r + d_r x)
 * </pre>
 *
 * with latents z. What else it follows is a further input y behind x, of f and of N, and a latent has {@code e_r y} beside {@code a_r x}: of an
 * ion its concentration, {@code ln(concentration/1 uM)/5}, between compartments the parent's voltage, {@code (v_parent + 10 mV)/(70 mV)}. Of a
 * conductance u is ln z, so that without the network N, and where little is open, it is a product of gates to the powers
 * w_r; of a current u is 2 z - 1. N has hidden layers of tanh and a weighted sum of them. Whatever the weights are, what flows is bounded, a
 * conductance is not negative, a latent stays in [0, 1], and two histories of it under the same voltages come together.
 *
 * <p>The weights: of each hidden layer a row for every unit and then the biases, the first layer's inputs being x, y and u; then what f makes of
 * the last layer's units, of x, y and u, and its bias; then of each latent a, b, c and d, and e where there is a y. It is a mechanism by
 * formulas, in which weights that are to be learned are parameters and others are constants.
 *
 * @param form what is learned
 * @param hidden units of each hidden layer of N; without one there is no N
 * @param latents how many
 * @param sensed the ion; between compartments none
 */
public record LearnedFlow(Form form, List<Integer> hidden, int latents, Optional<Ion> sensed) {
    /** What is learned. */
    public enum Form {
        /** A conductance, beside a reversal potential. */
        CONDUCTANCE,
        /** A current. */
        CURRENT,
        /** A current from a compartment to its parent, beside an ohmic one. */
        AXIAL
    }

    /** The most that a current through a membrane can be. */
    public static final Field SCALE = new Field("scale_uA_per_cm2", 10, 0, 1e9);

    /** Of the ohmic current between compartments, and the most that can flow beside it. */
    public static final Field COUPLING = new Field("conductance_uS", 0.01, 0, 1e6),
            AXIAL_SCALE = new Field("scale_nA", 1, 0, 1e6);

    /** Concentrations of an ion, the first where no pool tells it. */
    private static final List<Double> CONCENTRATIONS_mM = List.of(1e-4, 1e-3, 1e-2);

    private static final List<Double> PARENT_mV = List.of(-80.0, -60.0, -40.0);

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
     * @throws IllegalArgumentException for a layer without units, a negative number of latents, or an ion between compartments
     */
    public LearnedFlow {
        hidden = List.copyOf(hidden);
        if (latents < 0 || hidden.stream().anyMatch(units -> units < 1)) {
            throw new IllegalArgumentException(
                    "layers need one unit or more, latents none or more: hidden=" + hidden + ", latents=" + latents);
        }
        if (form == Form.AXIAL && sensed.isPresent()) {
            throw new IllegalArgumentException("a current between compartments follows no ion: " + sensed.get());
        }
    }

    /** Without an ion. */
    public LearnedFlow(Form form, List<Integer> hidden, int latents) {
        this(form, hidden, latents, Optional.empty());
    }

    /** What it has beside its weights, all as large as it is known to be. */
    public List<Field> fields() {
        return switch (form) {
            case CONDUCTANCE -> List.of(Field.conductance(1), Field.reversal(0));
            case CURRENT -> List.of(SCALE);
            case AXIAL -> List.of(COUPLING, AXIAL_SCALE);
        };
    }

    /** Whether it follows something beside the voltage: an ion or, between compartments, the parent's voltage. */
    private boolean followsMore() {
        return form == Form.AXIAL || sensed.isPresent();
    }

    /** Values of this at which what was learned is worth a look: in mM, or mV of the parent; one that does not matter if there is nothing. */
    public List<Double> besides() {
        return form == Form.AXIAL
                ? PARENT_mV
                : sensed.isPresent() ? CONCENTRATIONS_mM : List.of(CONCENTRATIONS_mM.getFirst());
    }

    private int width(int layer) {
        return layer == 0 ? 1 + (followsMore() ? 1 : 0) + latents : hidden.get(layer - 1);
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
        if (followsMore()) {
            weights.add(new Weight("f_y", 0, 2, 0, 0));
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
            if (followsMore()) {
                weights.add(new Weight("z" + r + "_of_y", 0, 2 * SLOPE, 0, SLOPE / 2));
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

    /** The mechanism with weights that are parameters, by their names, with these defaults. */
    public Mechanism unknown(String name, List<Double> weights) {
        MechanismFormulas formulas = MechanismFormulas.named(name);
        List<Weight> all = weights();
        for (int k = 0; k < all.size(); k++) {
            formulas.parameter(new Field(all.get(k).name(), weights.get(k), -LARGEST, LARGEST));
        }
        network(formulas, all.stream().map(Weight::name).toList(), CONCENTRATIONS_mM.getFirst(), FormulaAxial.V_PARENT);
        return mechanism(formulas);
    }

    /**
     * The mechanism with weights that are constants.
     *
     * @throws IllegalArgumentException when there are not as many as the network has
     */
    public Mechanism known(String name, List<Double> weights) {
        if (weights.size() != weights().size()) {
            throw new IllegalArgumentException("hidden=" + hidden + " and latents=" + latents + " make "
                    + weights().size() + " weights, not " + weights.size());
        }
        MechanismFormulas formulas = MechanismFormulas.named(name);
        network(formulas, constants(weights), CONCENTRATIONS_mM.getFirst(), FormulaAxial.V_PARENT);
        return mechanism(formulas);
    }

    /**
     * What of it flows, in the place of a current: the open part of a conductance, or of a current that of the most that it can be, or that
     * can flow beside the ohmic one.
     *
     * @param beside of what it follows beside the voltage, as {@link #besides}
     */
    public FormulaChannel part(List<Double> weights, double beside) {
        MechanismFormulas formulas = MechanismFormulas.named("part");
        network(formulas, constants(weights), beside, "(" + beside + ")");
        return formulas.current(part()).channel();
    }

    private static List<String> constants(List<Double> weights) {
        return weights.stream().map(weight -> "(" + weight + ")").toList();
    }

    private String part() {
        return form == Form.CONDUCTANCE ? "1/(1 + exp(-f))" : "tanh(f)";
    }

    private Mechanism mechanism(MechanismFormulas formulas) {
        fields().forEach(formulas::parameter);
        return switch (form) {
            case CONDUCTANCE ->
                formulas.current("conductance * " + part() + " * (v - reversal)")
                        .channel();
            case CURRENT -> formulas.current("scale * " + part()).channel();
            case AXIAL ->
                formulas.axialCurrent("conductance * (v - " + FormulaAxial.V_PARENT + ") + scale * " + part());
        };
    }

    private static String scaled(String v) {
        return "(" + v + " - (" + LearnedCurves.INPUT_CENTRE_mV + "))/" + LearnedCurves.INPUT_WIDTH_mV;
    }

    /** x, f and the latents. */
    private void network(MechanismFormulas formulas, List<String> weights, double concentration_mM, String parent) {
        formulas.let("x", scaled("v"));
        List<String> inputs = new ArrayList<>(List.of("x"));
        if (followsMore()) {
            formulas.let(
                    "y",
                    sensed.map(ion -> concentration(formulas, ion, concentration_mM))
                            .orElseGet(() -> scaled(parent)));
            inputs.add("y");
        }
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
            String ofMore = followsMore() ? " + " + next.next() + "*y" : "";
            formulas.gateByTarget(
                    "z" + r,
                    1,
                    "1/(1 + exp(-(" + slope + "*x + " + bias + ofMore + ")))",
                    "exp(" + logTau + " + " + tauSlope + "*x)");
        }
    }

    /** A further parameter, and y of it. */
    private static String concentration(MechanismFormulas formulas, Ion ion, double default_mM) {
        String name = ion.name().toLowerCase(Locale.ROOT);
        Field field = new Field(name + "_mM", default_mM, 1e-9, 1e3);
        formulas.parameter(field).senses(ion, field.name());
        return "log(" + name + "/0.001)/5";
    }

    private static String weighed(Iterator<String> weights, List<String> values) {
        return values.stream().map(value -> weights.next() + "*" + value).collect(Collectors.joining(" + "));
    }
}
