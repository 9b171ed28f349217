package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.batch.Batch;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Cell;
import dev.ranvier.model.ClampWindows;
import dev.ranvier.model.Injection;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.VoltageClamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A clamp that is on in windows of time, at the tip of a spiking tree; the windows begin within a step. */
final class IntermittentClampTest {
    private static final double DT_ms = 0.025, CLAMP_mS_per_cm2 = 30;
    private static final int STEPS = 400;
    private static final ClampWindows WINDOWS = new ClampWindows(1.5, 2.25, 0.71);
    private static final Cell TREE = TreeCells.tree();
    private static final double[] W =
            new Random(4).doubles(STEPS + 1).map(x -> (x - 0.5) / STEPS).toArray();

    /** Each piece goes on from the state of the one before, with the clamp's conductance for good or none. */
    @ParameterizedTest
    @CsvSource({"STAGGERED,1", "STAGGERED,3", "IMPLICIT_EULER,1", "IMPLICIT_EULER,3"})
    void run_equalsPieceAfterPiece(Scheme scheme, int lanes) {
        List<Double> whole = new ArrayList<>(), pieces = new ArrayList<>();
        int windows = 0;
        try (Batch batch = new Batch(TREE, lanes, DT_ms, 2);
                Batch other = new Batch(TREE, lanes, DT_ms, 2)) {
            Drive drive = drive(batch, CLAMP_mS_per_cm2);
            drive.clampDuring(WINDOWS);
            new ForwardSweep(batch, scheme, drive).run(STEPS, listener(batch, whole));
            InitialCondition start = new InitialCondition.AtVoltage();
            for (int n = 0; n < STEPS; windows++) {
                int from = n;
                boolean clamped = drive.isClamped(n);
                while (n < STEPS && drive.isClamped(n) == clamped) {
                    n++;
                }
                ForwardSweep piece = new ForwardSweep(other, scheme, drive(other, clamped ? CLAMP_mS_per_cm2 : 0));
                List<Double> here = new ArrayList<>();
                piece.run(start, n - from, listener(other, here));
                pieces.addAll(here.subList(from == 0 ? 0 : lanes, here.size()));
                start = new InitialCondition.From(piece.state());
            }
        }
        assertThat(windows).isEqualTo(7);
        assertThat(pieces).isEqualTo(whole);
    }

    private static StepListener listener(Batch batch, List<Double> seen) {
        int tip = batch.element(TreeCells.tip(TREE));
        return n -> {
            for (int lane = 0; lane < batch.lanes(); lane++) {
                seen.add(batch.rows().voltageAt(n).get(tip + lane));
            }
        };
    }

    @Test
    void isClamped_isAsTheMiddleOfTheStep_andAlwaysUnlessToldOtherwise() {
        try (Batch batch = new Batch(TREE, 1, DT_ms, 2)) {
            Drive drive = drive(batch, CLAMP_mS_per_cm2);
            assertThat(drive.isClamped(0)).isTrue();
            assertThat(drive.isClamped(STEPS)).isTrue();
            drive.clampDuring(WINDOWS);
            assertThat(drive.isClamped(27)).isFalse();
            assertThat(drive.isClamped(28)).isTrue();
            assertThat(drive.isClamped(28 + 59)).isTrue();
            assertThat(drive.isClamped(28 + 60)).isFalse();
            assertThat(drive.isClamped(28 + 150)).isTrue();
            drive.clampDuring(ClampWindows.ALWAYS);
            assertThat(drive.isClamped(27)).isTrue();
            assertThat(new Drive(batch, List.of(Stimulus.none()), Optional.empty()).isClamped(0))
                    .as("without a clamp")
                    .isFalse();
        }
    }

    /** Of a weighted squared voltage at soma and tip, by the clamp's conductance and what the clamp acts with. */
    @ParameterizedTest
    @EnumSource
    void gradient_equalsCentralDifferences_andTangents(Scheme scheme) {
        int lanes = 2, lane = 1;
        try (Batch batch = new Batch(TREE, lanes, DT_ms, STEPS + 2)) {
            Drive drive = drive(batch, CLAMP_mS_per_cm2);
            drive.clampDuring(WINDOWS);
            ForwardSweep forward = new ForwardSweep(batch, scheme, drive);
            int soma = batch.element(0) + lane, tip = batch.element(TreeCells.tip(TREE)) + lane;
            int sodium = TREE.indexOf("dendritic-na");
            List<Place> places = List.of(
                    new Place(new Target.ClampConductance(), batch.clampConductance_mS_per_cm2(), lane),
                    new Place(
                            new Target.ChannelParameter(sodium, 0),
                            batch.parameter(sodium, 0),
                            batch.site(sodium, TreeCells.tip(TREE)) + lane),
                    new Place(new Target.Area(), batch.area(), tip));
            forward.run(STEPS, StepListener.NONE);
            Differentials bars = Differentials.lanewise(
                    batch, drive, places.stream().map(Place::target).collect(Collectors.toSet()));
            ReverseSweep.lanewise(batch, scheme, drive, bars).run(STEPS, n -> {
                for (int e : new int[] {soma, tip}) {
                    bars.v()
                            .set(
                                    e,
                                    bars.v().get(e)
                                            + W[n] * batch.rows().voltageAt(n).get(e));
                }
            });
            DoubleSupplier loss = () -> {
                forward.run(STEPS, StepListener.NONE);
                double sum = 0;
                for (int n = 0; n <= STEPS; n++) {
                    Column v = batch.rows().voltageAt(n);
                    sum += W[n] * (v.get(soma) * v.get(soma) + v.get(tip) * v.get(tip)) / 2;
                }
                return sum;
            };
            places.forEach(place -> {
                Target target = place.target;
                int k = place.element;
                double gradient = bars.of(target).get(k);
                assertThat(gradient).as("%s", target).isNotZero();
                double expected = difference(place.values, k, loss);
                assertThat(gradient).as("%s", target).isCloseTo(expected, within(1e-6 * Math.abs(expected)));
                Differentials dot = Differentials.lanewise(batch, drive, Set.of(target));
                dot.of(target).set(k, 1);
                double[] sum = {0};
                TangentSweep tangents = new TangentSweep(
                        batch,
                        scheme,
                        drive,
                        new InitialCondition.AtVoltage(),
                        List.of(dot),
                        n -> sum[0] += W[n]
                                * (batch.rows().voltageAt(n).get(soma) * dot.v().get(soma)
                                        + batch.rows().voltageAt(n).get(tip)
                                                * dot.v().get(tip)));
                forward.run(STEPS, tangents);
                assertThat(sum[0]).as("%s", target).isCloseTo(gradient, within(1e-12 * Math.abs(gradient)));
            });
        }
    }

    /** A number by which the run is differentiated, and where it stands. */
    private record Place(Target target, Column values, int element) {}

    private static double difference(Column column, int k, DoubleSupplier loss) {
        double x = column.get(k), h = 1e-4 * x;
        double[] near = new double[4];
        for (int j = 0; j < 4; j++) {
            column.set(k, x + new double[] {-2, -1, 1, 2}[j] * h);
            near[j] = loss.getAsDouble();
        }
        column.set(k, x);
        return (8 * (near[2] - near[1]) - (near[3] - near[0])) / (12 * h);
    }

    /** A segment that is run again meets the windows at the same steps. */
    @ParameterizedTest
    @EnumSource
    void gradient_underAnyPlan_isTheSameBits(Scheme scheme) {
        double all = gradientByClamp(STEPS, scheme);
        assertThat(all).isNotZero();
        assertThat(gradientByClamp(17, scheme)).isEqualTo(all);
    }

    private static double gradientByClamp(int segment, Scheme scheme) {
        Checkpoints plan = new Checkpoints(STEPS, segment, Batch.rowBytes(TREE, 1, Set.of()));
        try (Batch batch = new Batch(TREE, 1, DT_ms, plan.batchRows())) {
            Drive drive = drive(batch, CLAMP_mS_per_cm2);
            drive.clampDuring(WINDOWS);
            Differentials bars = Differentials.lanewise(batch, drive, Set.of(new Target.ClampConductance()));
            DifferentiatedRun run =
                    new DifferentiatedRun(batch, scheme, drive, new InitialCondition.AtVoltage(), plan, bars);
            run.forward(StepListener.NONE);
            run.reverse(n -> bars.v()
                    .set(0, bars.v().get(0) + W[n] * batch.rows().voltageAt(n).get(0)));
            return bars.of(new Target.ClampConductance()).get(0);
        }
    }

    @Test
    @Tag("allocation")
    void steps_forwardAndBackward_allocateNothing() {
        for (int lanes : new int[] {1, 8}) {
            try (Batch batch = new Batch(TREE, lanes, DT_ms, STEPS + 2)) {
                Drive drive = drive(batch, CLAMP_mS_per_cm2);
                drive.clampDuring(WINDOWS);
                ForwardSweep forward = new ForwardSweep(batch, Scheme.STAGGERED, drive);
                Allocation.assertNoMore(
                        () -> forward.run(STEPS / 2, StepListener.NONE), () -> forward.run(STEPS, StepListener.NONE));
                ReverseSweep reverse = ReverseSweep.lanewise(
                        batch,
                        Scheme.STAGGERED,
                        drive,
                        Differentials.lanewise(batch, drive, Set.of(new Target.ClampConductance())));
                Allocation.assertNoMore(() -> reverse.run(STEPS / 2, n -> {}), () -> reverse.run(STEPS, n -> {}));
            }
        }
    }

    private static Drive drive(Batch batch, double conductance_mS_per_cm2) {
        VoltageClamp clamp = new VoltageClamp(
                TreeCells.tip(TREE), new SampledSignal(2, new double[] {-65, -40, 10, -60}), conductance_mS_per_cm2);
        return new Drive(
                batch, List.of(new Injection(0, new Stimulus.Step(1, 20, 0.6))), List.of(), Optional.of(clamp));
    }
}
