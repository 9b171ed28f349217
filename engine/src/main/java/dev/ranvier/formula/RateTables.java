package dev.ranvier.formula;

import dev.ranvier.mechanism.SharedNumbers;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.memory.Column;
import dev.ranvier.program.ProgramBuilder;
import dev.ranvier.program.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tables over the voltage of what gates go to, and of what a step leaves of their distance from there. Between two nodes a curve is the
 * cubic that has its values and slopes at both (Hermite), below and above the grid it is its value at the end. So it is smooth, and its
 * derivative is that of the cubic. The numbers are {@code [piece][curve][coefficient]}: all values first, then as many slopes; one piece
 * below and one above the grid are constant.
 *
 * <p>With h the distance of nodes, a curve f is off by {@code h^4/384 max |d^4 f/dv^4|} at most (de Boor 1978, A Practical Guide to
 * Splines, chapter IV).
 */
public final class RateTables implements SharedNumbers {
    /** The nodes: -200 to 200 mV in steps of 0.5 mV. */
    public static final VoltageGrid GRID = new VoltageGrid(-200, 0.5, 801);

    /** No gate is in tables. */
    static final RateTables NONE = new RateTables(List.of(), Map.of(), Map.of());

    private static final String V = "v";
    private static final int CUBIC = 4;

    /**
     * How tables lie in memory.
     *
     * @param values how many curves there are beside their slopes
     */
    record Shape(int values) {
        private int length() {
            return 2 * values * CUBIC;
        }

        private static int pieces() {
            return GRID.nodes() + 1;
        }

        /** The slope of a value. */
        Expression slope(Expression.Curve value) {
            if (value.number() >= values) {
                throw new IllegalStateException("tables have no second derivatives");
            }
            return Algebra.curve(this, value.number() + values, value.of());
        }

        /** A curve at a voltage. */
        Value interpolate(ProgramBuilder program, Value v, int curve) {
            double perMillivolt = 1 / GRID.spacing_mV();
            Value place = program.add(
                    program.multiply(v, program.constant(perMillivolt)),
                    program.constant(1 - GRID.low_mV() * perMillivolt));
            return program.interpolate(place, pieces(), length(), curve * CUBIC);
        }
    }

    private final Shape shape;
    private final List<String> states;
    private final List<Expression> values = new ArrayList<>();
    private final Map<String, Double> errors;
    private final Map<String, String> exact;

    /**
     * Tables of gates that depend on the voltage alone.
     *
     * @param errors how far their curves are off between nodes, at most
     * @param exact the gates that are not here, and why
     */
    RateTables(List<Motion.Relaxation> gates, Map<String, Double> errors, Map<String, String> exact) {
        this.errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
        this.exact = Collections.unmodifiableMap(new LinkedHashMap<>(exact));
        states = gates.stream().map(Motion.Relaxation::state).toList();
        for (Motion.Relaxation gate : gates) {
            values.add(gate.target());
            values.add(gate.decay());
        }
        shape = new Shape(values.size());
    }

    /**
     * The gates that are in tables, each with how far these were off, in x_inf or {@code exp(-dt/tau)}, where they were compared with
     * the formulas.
     */
    public Map<String, Double> errors() {
        return errors;
    }

    /** The gates that are not, each with the reason. */
    public Map<String, String> exact() {
        return exact;
    }

    /** What a gate goes to. */
    Expression target(Motion.Relaxation gate) {
        return curve(gate, 0).orElse(gate.target());
    }

    /** What stands in the tables of a gate: its target and decay. */
    List<Expression> curves(Motion.Relaxation gate) {
        return List.of(curve(gate, 0).orElseThrow(), curve(gate, 1).orElseThrow());
    }

    /** Where a gate is after a step. */
    Expression step(Motion.Relaxation gate) {
        return gate.step(target(gate), curve(gate, 1).orElse(gate.decay()));
    }

    private Optional<Expression> curve(Motion.Relaxation gate, int which) {
        int k = states.indexOf(gate.state());
        return k < 0 ? Optional.empty() : Optional.of(Algebra.curve(shape, 2 * k + which, Algebra.variable(V)));
    }

    @Override
    public int count() {
        return values.isEmpty() ? 0 : Shape.pieces() * shape.length();
    }

    /** None that anything is differentiated by. */
    @Override
    public int quantities() {
        return 0;
    }

    @Override
    public String name(int number) {
        return "coefficient " + number % CUBIC + " of curve " + number % shape.length() / CUBIC + " in piece "
                + number / shape.length();
    }

    @Override
    public Reading reading(Sites x, int quantity) {
        throw new IllegalArgumentException("nothing is differentiated by tables of formulas");
    }

    @Override
    public void fill(Column numbers, double dt_ms) {
        if (values.isEmpty()) {
            return;
        }
        List<Expression> all = new ArrayList<>(values);
        Derivative byVoltage = new Derivative(V);
        values.forEach(value -> all.add(byVoltage.of(value)));
        double[][] atNodes = CurveValues.of(all, GRID, NONE, dt_ms);
        for (int curve = 0; curve < values.size(); curve++) {
            fill(numbers, curve, atNodes[curve], atNodes[values.size() + curve]);
        }
    }

    private void fill(Column numbers, int curve, double[] f, double[] slope) {
        double h = GRID.spacing_mV();
        int last = GRID.nodes() - 1;
        put(numbers, 0, curve, f[0], 0, 0, 0);
        for (int k = 0; k < last; k++) {
            double rise = f[k + 1] - f[k], left = h * slope[k], right = h * slope[k + 1];
            put(numbers, k + 1, curve, f[k], left, 3 * rise - 2 * left - right, left + right - 2 * rise);
        }
        put(numbers, last + 1, curve, f[last], 0, 0, 0);
    }

    /** A cubic, and its slope per mV. */
    private void put(Column numbers, int piece, int curve, double c0, double c1, double c2, double c3) {
        int at = piece * shape.length() + curve * CUBIC;
        double h = GRID.spacing_mV();
        set(numbers, at, c0, c1, c2, c3);
        set(numbers, at + values.size() * CUBIC, c1 / h, 2 * c2 / h, 3 * c3 / h, 0);
    }

    private static void set(Column numbers, int at, double... coefficients) {
        for (int k = 0; k < CUBIC; k++) {
            numbers.set(at + k, coefficients[k]);
        }
    }
}
