package dev.ranvier.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Derivatives against central differences, and what becomes of trees that are deep. */
final class DerivativeTest {
    private static final List<String> NAMES = List.of("v", "a", "b");
    /** Central differences of fourth order: truncation, and rounding over h. */
    private static final double STEP = 1e-3, DIFFERENCES = 1e-6;

    @Test
    void derivative_ofRandomFormulas_equalsCentralDifferences() {
        int compared = 0;
        for (int seed = 0; seed < 2000; seed++) {
            Expression f = new RandomFormulas(seed, NAMES).next(8);
            Map<String, Double> at = somewhere(seed);
            for (String name : NAMES) {
                Expression derivative = new Derivative(name).of(f);
                List<Double> near = new ArrayList<>(), steps = List.of(-2.0, -1.0, -0.5, 0.5, 1.0, 2.0);
                steps.forEach(step -> near.add(value(f, moved(at, name, step * STEP))));
                double wide = (8 * (near.get(4) - near.get(1)) - (near.get(5) - near.get(0))) / (12 * STEP);
                double narrow = (near.get(3) - near.get(2)) / STEP;
                double size = Math.max(1, Math.abs(wide));
                if (Math.abs(wide - narrow) < 1e-5 * size
                        && !Double.isNaN(value(derivative, at))) { // no kink, no root of 0
                    assertThat(value(derivative, at))
                            .as("d(%s)/d%s", f, name)
                            .isCloseTo(wide, within(DIFFERENCES * size));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(3000);
    }

    @Test
    void gradient_ofRandomFormulas_isTheDerivativesByAll() {
        int compared = 0;
        for (int seed = 0; seed < 2000; seed++) {
            Expression f = new RandomFormulas(seed, NAMES).next(8);
            Map<String, Double> at = somewhere(seed);
            Gradient gradient = new Gradient(f);
            for (String name : NAMES) {
                double expected = value(new Derivative(name).of(f), at);
                if (Double.isFinite(expected)) {
                    assertThat(value(gradient.by(name), at))
                            .as("d(%s)/d%s", f, name)
                            .isCloseTo(expected, within(1e-10 * Math.max(1, Math.abs(expected))));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(5000);
    }

    /** Of units one behind another; by each variable alone it would grow with the square of their number. */
    @Test
    void gradient_isSomeTimesAsLargeAsTheFormula() {
        List<Expression> weights = new ArrayList<>();
        Expression f = Algebra.variable("x");
        for (int k = 0; k < 100; k++) {
            weights.add(Algebra.variable("w" + k));
            f = Algebra.tanh(Algebra.multiply(weights.getLast(), f));
        }
        Gradient gradient = new Gradient(f);
        List<Expression> all =
                weights.stream().map(w -> gradient.by(w.toString())).toList();
        assertThat(Expression.inOrder(all)).hasSizeLessThan(8 * size(f));
    }

    private static Map<String, Double> somewhere(int seed) {
        Random random = new Random(seed);
        Map<String, Double> at = new HashMap<>();
        NAMES.forEach(name -> at.put(name, 2 * random.nextDouble() - 1));
        return at;
    }

    private static Map<String, Double> moved(Map<String, Double> at, String name, double by) {
        Map<String, Double> moved = new HashMap<>(at);
        moved.merge(name, by, Double::sum);
        return moved;
    }

    private static double value(Expression f, Map<String, Double> names) {
        return new PlainArithmetic(names).of(f).value();
    }

    @Test
    void linoid_withBothItsDerivatives_isSmoothThroughZero() {
        Expression y = Algebra.variable("y"), value = Algebra.linoid(y);
        Expression slope = new Derivative("y").of(value), curvature = new Derivative("y").of(slope);
        for (double x : new double[] {0, 1e-9, -1e-9, 0.0199999, 0.0200001, -0.0199999, -0.0200001, 1e-3}) {
            assertThat(value(value, Map.of("y", x))).isCloseTo(1 + x / 2 + x * x / 12, within(1e-9));
            assertThat(value(slope, Map.of("y", x))).isCloseTo(0.5 + x / 6 - x * x * x / 180, within(1e-10));
            assertThat(value(curvature, Map.of("y", x))).isCloseTo(1 / 6.0 - x * x / 60, within(1e-9));
        }
    }

    @Test
    void derivative_ofAnExponential_isMadeOfIt() {
        Expression v = Algebra.variable("v");
        Expression open = Algebra.divide(Algebra.ONE, Algebra.add(Algebra.ONE, Algebra.exp(Algebra.negate(v))));
        List<Expression> nodes = Expression.inOrder(List.of(open, new Derivative("v").of(open)));
        assertThat(nodes.stream().filter(node -> node.toString().equals("exp(-v)")))
                .hasSize(1);
    }

    @Test
    void deepTrees_doNotOverflowTheStack() {
        Expression x = Algebra.variable("x"), deep = x;
        for (int k = 0; k < 10_000; k++) {
            deep = Algebra.tanh(k % 2 == 0 ? Algebra.add(deep, x) : Algebra.multiply(deep, x));
        }
        assertThat(size(deep)).isEqualTo(20_002);
        assertThat(size(new Derivative("x").of(deep))).isLessThan(120_000);
        assertThat(new Substitution(Map.of("x", Algebra.constant(0.5))).in(deep))
                .isInstanceOf(Expression.Constant.class);
        assertThat(deep.toString()).hasSizeLessThan(100_000);
        assertThat(deep.hashCode()).isEqualTo(deep.hashCode());
    }

    private static int size(Expression f) {
        return Expression.inOrder(List.of(f)).size();
    }

    @Test
    void sharedTrees_areWalkedOnce() {
        Expression doubled = Algebra.variable("x");
        for (int k = 0; k < 2000; k++) {
            doubled = Algebra.exp(Algebra.multiply(doubled, Algebra.tanh(doubled)));
        }
        assertThat(size(doubled)).isEqualTo(6001);
        assertThat(size(new Derivative("x").of(doubled))).isLessThan(50_000);
    }

    @Test
    void equalFormulas_areOne() {
        Expression v = Algebra.variable("v");
        assertThat(Algebra.multiply(Algebra.add(v, Algebra.ONE), v))
                .isSameAs(Algebra.multiply(Algebra.add(v, Algebra.constant(1)), Algebra.variable("v")));
    }
}
