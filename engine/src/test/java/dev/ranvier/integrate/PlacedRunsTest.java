package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.Csv;
import dev.ranvier.batch.Batch;
import dev.ranvier.batch.PlacedSites;
import dev.ranvier.channel.jahrstevens.JahrStevens;
import dev.ranvier.mechanism.AxialCurrent;
import dev.ranvier.mechanism.Placed;
import dev.ranvier.mechanism.PointProcess;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Arrivals;
import dev.ranvier.model.Cell;
import dev.ranvier.model.EventTrain;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Region;
import dev.ranvier.model.Stimulus;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Trace;
import dev.ranvier.simulate.Simulation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs of cells with currents at places of their own: against NEURON, orders, saved states, checkpoints, lanes, allocation. */
final class PlacedRunsTest {
    private static final double DT_ms = 0.025, SAME_mV = 1e-9, SAME_uS = 1e-12;
    private static final int STEPS = 300;

    /** NEURON with an exact slope of the synapse; neuron/nmda.py makes the trace. */
    @Test
    void implicitEuler_ofReceptorsOnABallAndStick_equalsNeuron() {
        Cell plain = TreeCells.ballAndStick();
        int middle = plain.compartments().at("dend", 0.5),
                tip = plain.compartments().at("dend", 20.5 / 21);
        Cell cell = PlacedCells.with(
                plain,
                List.of(new Insertion(
                                "nmda",
                                JahrStevens.nmda(),
                                Map.of("rise_ms", 1.0, "decay_ms", 12.0, "magnesium_mM", 1.2))
                        .in(new Region.Nodes(Set.of(middle, tip)))));
        List<Probe> probes = List.of(
                new Probe.Voltage(0),
                new Probe.Voltage(middle),
                new Probe.Voltage(tip),
                new Probe.Gate(middle, "nmda", "rising_uS"),
                new Probe.Gate(middle, "nmda", "decaying_uS"));
        Trace trace = Simulation.of(cell, new Stimulus.Step(15, 10, 0.1), 40)
                .withArrivals(List.of(
                        new Arrivals("nmda", middle, List.of(EventTrain.of(4e-3, 2, 7.02, 12.01, 12.015))),
                        new Arrivals("nmda", tip, List.of(EventTrain.of(6e-3, 5, 20)))))
                .withStep(Scheme.IMPLICIT_EULER, DT_ms)
                .withProbes(4 * DT_ms, probes.toArray(Probe[]::new))
                .run();
        Csv csv = Csv.golden("nmda_ball_and_stick_dt0.025.csv");
        List<String> columns = List.of("v_soma", "v_dend_0.5", "v_tip", "rising_uS", "decaying_uS");
        for (int p = 0; p < columns.size(); p++) {
            assertThat(trace.values(probes.get(p), 0))
                    .as(columns.get(p))
                    .containsExactly(csv.column(columns.get(p)), within(p < 3 ? SAME_mV : SAME_uS));
        }
    }

    /** Events on the grid of every step; the exact voltage is extrapolated from finer ones. */
    @ParameterizedTest
    @EnumSource
    void order_isThatOfTheScheme(Scheme scheme) {
        Cell cell = PlacedCells.both();
        double fine = tip(cell, Scheme.STAGGERED, 0.0005),
                finest = tip(cell, Scheme.STAGGERED, 0.00025),
                exact = (4 * finest - fine) / 3;
        DoubleUnaryOperator error = step_ms -> Math.abs(tip(cell, scheme, step_ms) - exact);
        double slope = Math.log(error.applyAsDouble(0.02) / error.applyAsDouble(0.005)) / Math.log(4);
        assertThat(slope).isCloseTo(scheme == Scheme.STAGGERED ? 2 : 1, within(0.1));
    }

    private static double tip(Cell cell, Scheme scheme, double step_ms) {
        int b2 = cell.compartments().at("b2", 0.9), b4 = cell.compartments().at("b4", 0.5);
        double[] v = Simulation.of(cell, new Stimulus.Step(0.2, 20, 0.4), 4)
                .withArrivals(List.of(
                        new Arrivals("nmda", b2, List.of(EventTrain.of(4e-3, 0.6, 2))),
                        new Arrivals("slow", b4, List.of(EventTrain.of(4e-3, 1.4)))))
                .withStep(scheme, step_ms)
                .withProbes(4, new Probe.Voltage(b4))
                .run()
                .values(new Probe.Voltage(b4), 0);
        return v[v.length - 1];
    }

    @ParameterizedTest
    @CsvSource({"STAGGERED,1", "STAGGERED,8", "IMPLICIT_EULER,1", "IMPLICIT_EULER,8"})
    void savedState_goesOnWithTheSameBits(Scheme scheme, int lanes) throws IOException {
        Cell cell = PlacedCells.both();
        List<Double> whole = new ArrayList<>(), parts = new ArrayList<>();
        try (Batch batch = new Batch(cell, lanes, DT_ms, 2)) {
            Drive drive = drive(batch);
            ForwardSweep sweep = new ForwardSweep(batch, scheme, drive);
            sweep.run(STEPS, n -> collect(batch, n, 121, whole));
            sweep.run(121, StepListener.NONE);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            sweep.state().write(out);
            State state = State.read(new ByteArrayInputStream(out.toByteArray()));
            sweep.run(STEPS, StepListener.NONE);
            sweep.run(new InitialCondition.From(state), STEPS - 121, n -> collect(batch, n, 121, parts));
        }
        assertThat(parts).isEqualTo(whole);
    }

    private static void collect(Batch batch, int n, int from, List<Double> values) {
        if (n < from) {
            return;
        }
        IntStream.concat(IntStream.of(batch.element(0)), Arrays.stream(batch.links()))
                .flatMap(element -> IntStream.range(element, element + batch.lanes()))
                .forEach(e -> values.add(batch.rows().voltageAt(n).get(e)));
    }

    @ParameterizedTest
    @CsvSource({"STAGGERED,1", "STAGGERED,3", "IMPLICIT_EULER,1", "IMPLICIT_EULER,3"})
    void gradient_underAnyPlan_isTheSameBits(Scheme scheme, int lanes) {
        long row_bytes = Batch.rowBytes(PlacedCells.both(), lanes, Set.of());
        List<Double> all = gradient(new Checkpoints(STEPS, STEPS, row_bytes), scheme, lanes);
        assertThat(all).anySatisfy(value -> assertThat(Math.abs(value)).isGreaterThan(1));
        for (int segment : new int[] {1, 17, 100}) {
            assertThat(gradient(new Checkpoints(STEPS, segment, row_bytes), scheme, lanes))
                    .isEqualTo(all);
        }
    }

    private static List<Double> gradient(Checkpoints plan, Scheme scheme, int lanes) {
        Cell cell = PlacedCells.both();
        Target weights = new Target.EventWeights(0),
                junction = new Target.ChannelParameter(cell.indexOf("junction"), 0);
        try (Batch batch = new Batch(cell, lanes, DT_ms, plan.batchRows())) {
            Drive drive = drive(batch);
            Differentials bars = Differentials.lanewise(batch, drive, Set.of(weights, junction));
            DifferentiatedRun run =
                    new DifferentiatedRun(batch, scheme, drive, new InitialCondition.AtRest(), plan, bars);
            assertThat(run.forward(StepListener.NONE)).isEmpty();
            int tip = batch.element(TreeCells.tip(cell));
            run.reverse(n -> {
                for (int lane = 0; lane < lanes; lane++) {
                    bars.v()
                            .set(
                                    tip + lane,
                                    bars.v().get(tip + lane)
                                            + batch.rows().voltageAt(n).get(tip + lane) / STEPS);
                }
            });
            List<Double> values = new ArrayList<>();
            for (int lane = 0; lane < lanes; lane++) {
                for (int event = 0; event < 4; event++) {
                    values.add(bars.rows(weights).column(event).get(lane));
                }
            }
            Column byConductance = bars.of(junction);
            for (int k = 0; k < batch.sites(cell.indexOf("junction")); k++) {
                values.add(byConductance.get(k));
            }
            return values;
        }
    }

    /** Each lane has events of its own, and the bits that it has alone. */
    @ParameterizedTest
    @EnumSource
    void lanes_haveTheBitsOfASingleRun(Scheme scheme) {
        Cell cell = PlacedCells.both();
        int b4 = cell.compartments().at("b4", 0.5);
        List<EventTrain> trains = new ArrayList<>();
        for (int lane = 0; lane < 11; lane++) {
            trains.add(EventTrain.of(1e-3 * lane, 0.3 * lane, 2, 3.1));
        }
        Simulation simulation = Simulation.of(cell, new Stimulus.Step(1, 5, 0.4), 6)
                .withStep(scheme, DT_ms)
                .withProbes(DT_ms, new Probe.Voltage(b4), new Probe.PlacedCurrent(b4, "slow"));
        Trace all = simulation
                .withArrivals(List.of(new Arrivals("slow", b4, trains)))
                .run();
        for (int lane : new int[] {0, 5, 10}) {
            Trace alone = simulation
                    .withArrivals(List.of(new Arrivals("slow", b4, List.of(trains.get(lane)))))
                    .run();
            for (Probe probe : all.probes()) {
                assertThat(all.values(probe, lane)).isEqualTo(alone.values(probe, 0));
            }
        }
    }

    @Test
    @Tag("allocation")
    void kernels_allocateNothing() {
        assertNothing(PlacedCells.both(), 64);
    }

    @Test
    @Tag("allocation")
    void learnedKernels_allocateNothing() {
        assertNothing(PlacedCells.learned(), 1);
        assertNothing(PlacedCells.learned(), 64);
    }

    private static void assertNothing(Cell cell, int lanes) {
        try (Batch batch = new Batch(cell, lanes, DT_ms, 2)) {
            batch.rows().readStatesAt(0);
            batch.rows().writeStatesAt(1);
            for (PlacedSites<AxialCurrent> link : batch.axialCurrents()) {
                assertNothing(link.mechanism(), link.sites(), List.of());
            }
            for (PlacedSites<PointProcess> point : batch.pointProcesses()) {
                PointProcess process = point.mechanism();
                assertNothing(process, point.sites(), List.of(process.receive(), process.receivePartials()));
            }
        }
    }

    private static void assertNothing(Placed placed, Sites sites, List<List<SiteKernel>> more) {
        List<List<SiteKernel>> all = new ArrayList<>(more);
        all.addAll(List.of(
                placed.current(),
                placed.currentPartials(),
                placed.advance(),
                placed.advancePartials(),
                placed.steadyState(),
                placed.steadyStatePartials()));
        for (int phase = 0; phase < all.size(); phase++) {
            for (int j = 0; j < all.get(phase).size(); j++) {
                SiteKernel kernel = all.get(phase).get(j);
                Allocation.assertNothing(placed.schema().name() + ", phase " + phase + ", kernel " + j, () -> {
                    for (int k = 0; k < 50; k++) {
                        kernel.run(sites);
                    }
                });
            }
        }
    }

    @Test
    @Tag("allocation")
    void steps_allocateNothing() {
        Cell cell = PlacedCells.both();
        Set<Target> targets = Set.of(
                new Target.EventWeights(0),
                new Target.ChannelParameter(cell.indexOf("junction"), 0),
                new Target.ChannelParameter(cell.indexOf("nmda"), 2));
        for (int lanes : new int[] {1, 8}) {
            for (Scheme scheme : Scheme.values()) {
                try (Batch batch = new Batch(cell, lanes, DT_ms, 2 * STEPS + 2)) {
                    Drive drive = drive(batch);
                    ForwardSweep forward = new ForwardSweep(batch, scheme, drive);
                    Allocation.assertNoMore(
                            () -> forward.run(STEPS, StepListener.NONE),
                            () -> forward.run(2 * STEPS, StepListener.NONE));
                    ReverseSweep reverse =
                            ReverseSweep.lanewise(batch, scheme, drive, Differentials.lanewise(batch, drive, targets));
                    Allocation.assertNoMore(() -> reverse.run(STEPS, n -> {}), () -> reverse.run(2 * STEPS, n -> {}));
                    TangentSweep tangents = new TangentSweep(
                            batch,
                            scheme,
                            drive,
                            new InitialCondition.AtVoltage(),
                            List.of(Differentials.lanewise(batch, drive, targets)),
                            n -> {});
                    Allocation.assertNoMore(() -> forward.run(STEPS, tangents), () -> forward.run(2 * STEPS, tangents));
                }
            }
        }
    }

    @Test
    void eventsAtAChannel_andPlacesThatAreNot_areRefused() {
        Cell cell = PlacedCells.both();
        try (Batch batch = new Batch(cell, 1, DT_ms, 2)) {
            List<EventTrain> trains = List.of(EventTrain.of(1, 1));
            assertThatThrownBy(() -> drive(batch, List.of(new Arrivals("na", 0, trains))))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("na, which is no point process");
            assertThatThrownBy(() -> drive(batch, List.of(new Arrivals("nmda", 0, trains))))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("there is no nmda on branch soma");
        }
        assertThatThrownBy(() -> new EventTrain.Event(-1, 1)).isInstanceOf(ModelException.class);
    }

    private static Drive drive(Batch batch) {
        return drive(batch, PlacedCells.arrivals(batch.cell()));
    }

    private static Drive drive(Batch batch, List<Arrivals> arrivals) {
        return new Drive(
                batch, List.of(new Injection(0, new Stimulus.Step(1, 20, 0.6))), List.of(), arrivals, Optional.empty());
    }
}
