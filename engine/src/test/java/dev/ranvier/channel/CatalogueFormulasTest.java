package dev.ranvier.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.catalogue.Catalogue;
import dev.ranvier.formula.CatalogueFormulas;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Kinds;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Step;
import dev.ranvier.memory.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every channel written as formulas does what the hand-written one does, in all outputs and partial derivatives. */
final class CatalogueFormulasTest {
    private static final double DT_ms = 0.025;
    private static final int LANES = 512;
    /** Rounding of values, of partials near the centre of a linoid, where 1 - L e cancels, and of the quadratic of a buffer. */
    private static final double VALUES = 2e-13, PARTIALS = 1e-10;

    static Stream<Mechanism> mechanisms() {
        return CatalogueFormulas.names().stream().map(CatalogueFormulas::find).flatMap(Optional::stream);
    }

    @ParameterizedTest
    @MethodSource("mechanisms")
    void formulas_haveTheSchemaOfTheHandWritten(Mechanism formulas) {
        Schema own = formulas.schema(), other = handWritten(formulas).schema();
        assertThat(own.parameters()).isEqualTo(other.parameters());
        assertThat(own.states().stream().map(Field::name))
                .containsExactlyInAnyOrderElementsOf(
                        other.states().stream().map(Field::name).toList());
        assertThat(own.ions()).isEqualTo(other.ions());
    }

    @ParameterizedTest
    @MethodSource("mechanisms")
    void partials_byEveryInput_equalCentralDifferences(Mechanism formulas) {
        MechanismContract.checkPartials(formulas);
    }

    @ParameterizedTest
    @MethodSource("mechanisms")
    void outputs_equalThoseOfTheHandWritten(Mechanism formulas) {
        Mechanism other = handWritten(formulas);
        for (Step step : List.of(new Step(DT_ms, 0.5), new Step(DT_ms, 1))) {
            compare(formulas, other, step);
        }
    }

    private static Mechanism handWritten(Mechanism formulas) {
        return Catalogue.mechanisms().stream()
                .filter(mechanism ->
                        mechanism.schema().name().equals(formulas.schema().name()))
                .findFirst()
                .orElseThrow();
    }

    private static void compare(Mechanism formulas, Mechanism other, Step step) {
        try (MechanismBench own = new MechanismBench(formulas, LANES, DT_ms);
                MechanismBench reference = new MechanismBench(other, LANES, DT_ms)) {
            randomise(own, formulas.schema());
            randomise(reference, other.schema());
            own.sites.step(step);
            reference.sites.step(step);
            same(
                    outputs(own, formulas, formulas.advance(), formulas.advancePartials(), false),
                    outputs(reference, other, other.advance(), other.advancePartials(), false));
            own.sites.step(Step.SETTLED);
            reference.sites.step(Step.SETTLED);
            same(
                    outputs(own, formulas, formulas.steadyState(), formulas.steadyStatePartials(), false),
                    outputs(reference, other, other.steadyState(), other.steadyStatePartials(), false));
            Kinds.of(List.of(formulas, other)).channels().headMap(1).forEach((position, channel) -> {
                Channel twin =
                        Kinds.of(List.of(other)).channels().values().iterator().next();
                same(
                        outputs(own, formulas, channel.current(), channel.currentPartials(), true),
                        outputs(reference, other, twin.current(), twin.currentPartials(), true));
            });
        }
    }

    /** By name, so that the order of states does not matter. */
    private static void randomise(MechanismBench bench, Schema schema) {
        for (int lane = 0; lane < LANES; lane++) {
            double v = -120 + 200.0 * lane / LANES;
            bench.sites.v().set(lane, v);
            bench.sites.u().set(lane, v + new Random(lane).nextGaussian());
            bench.sites.i().set(lane, 5 * new Random(-lane - 1).nextGaussian());
            for (int k = 0; k < schema.states().size(); k++) {
                Field state = schema.states().get(k);
                double scale = state.high() == 1 ? 0.25 : 2 * state.value();
                bench.sites.state(k).set(lane, scale * random(state.name(), lane));
            }
            for (int p = 0; p < schema.parameters().size(); p++) {
                Field parameter = schema.parameters().get(p);
                bench.sites.parameter(p).set(lane, parameter.value() * (0.9 + 0.2 * random(parameter.name(), lane)));
            }
        }
    }

    private static double random(String name, int lane) {
        return new Random(31 * name.hashCode() + lane).nextDouble();
    }

    private static Map<String, double[]> outputs(
            MechanismBench bench,
            Mechanism mechanism,
            List<SiteKernel> values,
            List<SiteKernel> partials,
            boolean ofCurrent) {
        Map<String, double[]> outputs = new LinkedHashMap<>();
        Schema schema = mechanism.schema();
        for (int j = 0; j < schema.partials().size(); j++) {
            bench.sites.partial(j).fill(0, LANES, 0);
        }
        if (ofCurrent) {
            bench.sites.i().fill(0, LANES, 0.5);
            bench.sites.slope().fill(0, LANES, 0.25);
        }
        bench.run(values);
        bench.run(partials);
        if (ofCurrent) {
            outputs.put("i", numbers(bench.sites.i()));
            outputs.put("slope", numbers(bench.sites.slope()));
        } else {
            for (int k : schema.stateIndices()) {
                outputs.put(schema.states().get(k).name(), numbers(bench.sites.next(k)));
            }
        }
        for (int j = 0; j < schema.partials().size(); j++) {
            Partial partial = schema.partials().get(j);
            if ((partial.of() == Partial.CURRENT) == ofCurrent) {
                outputs.put("d " + named(schema, partial), numbers(bench.sites.partial(j)));
            }
        }
        return outputs;
    }

    private static String named(Schema schema, Partial partial) {
        String of = partial.of() == Partial.CURRENT
                ? "i"
                : schema.states().get(partial.of()).name();
        return of + " by "
                + switch (partial.by()) {
                    case STATE, NEXT_STATE ->
                        partial.by() + " "
                                + schema.states().get(partial.index()).name();
                    case PARAMETER -> schema.parameters().get(partial.index()).name();
                    default -> partial.by().toString();
                };
    }

    private static double[] numbers(Column column) {
        double[] numbers = new double[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            numbers[lane] = column.get(lane);
        }
        return numbers;
    }

    private static void same(Map<String, double[]> own, Map<String, double[]> other) {
        assertThat(own.keySet()).containsExactlyInAnyOrderElementsOf(other.keySet());
        own.forEach((name, values) -> {
            double[] expected = Objects.requireNonNull(other.get(name));
            double tolerance = name.startsWith("d ") ? PARTIALS : VALUES;
            for (int lane = 0; lane < LANES; lane++) {
                assertThat(values[lane])
                        .as("%s in lane %d", name, lane)
                        .isCloseTo(expected[lane], within(tolerance * Math.max(1e-3, Math.abs(expected[lane]))));
            }
        });
    }
}
