package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.batch.Batch;
import dev.ranvier.channel.Leak;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Conductance;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Region;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.Synapse;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.morphology.Discretisation;
import dev.ranvier.morphology.MorphologyBuilder;
import dev.ranvier.morphology.SwcType;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Trace;
import dev.ranvier.simulate.Simulation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cells of many compartments: order of the schemes, lanes, threads, saved states, rest, odd trees. */
final class TreeTest {
    /** Slope of the error between two steps, against a run at a step 32 times smaller than the finer one. */
    @ParameterizedTest
    @EnumSource
    void schemes_onSpikingTrees_haveTheirOrder(Scheme scheme) {
        double order = scheme == Scheme.STAGGERED ? 2 : 1;
        Cell stick = TreeCells.ballAndStick(), tree = TreeCells.tree();
        int dendrite = stick.compartments().at("dend", 0.5),
                end = stick.compartments().at("dend", 1);
        int tip = tree.compartments().at("b5", 0.5);
        Simulation stickRun = Simulation.of(stick, new Stimulus.Step(1, 20, 0.3), 10);
        Simulation treeRun = Simulation.of(tree, Stimulus.none(), 10)
                .withInjections(List.of(
                        new Injection(0, new Stimulus.Step(1, 20, 0.3)),
                        new Injection(tree.compartments().at("b5", 0.9), new Stimulus.Step(4, 3, 0.1))));
        assertThat(slope(stickRun, scheme, new Probe.Voltage(dendrite))).isCloseTo(order, within(0.018));
        assertThat(slope(stickRun, scheme, new Probe.Voltage(end))).isCloseTo(order, within(0.018));
        assertThat(slope(treeRun, scheme, new Probe.Voltage(tip))).isCloseTo(order, within(0.018));
    }

    private static double slope(Simulation simulation, Scheme scheme, Probe probe) {
        double[] exact = run(simulation, Scheme.STAGGERED, 0.1 / 512, probe);
        double coarse = rms(run(simulation, scheme, 0.1 / 8, probe), exact);
        double fine = rms(run(simulation, scheme, 0.1 / 16, probe), exact);
        return Math.log(coarse / fine) / Math.log(2);
    }

    private static double[] run(Simulation simulation, Scheme scheme, double dt_ms, Probe probe) {
        return simulation.withStep(scheme, dt_ms).withProbes(0.1, probe).run().values(probe, 0);
    }

    private static double rms(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return Math.sqrt(sum / a.length);
    }

    @Test
    void results_onOneTwoAndSevenThreads_areTheSameBits() {
        Cell cell = TreeCells.pyramidal(new Discretisation.PerBranch(1));
        List<Stimulus> stimuli = new ArrayList<>();
        for (int lane = 0; lane < 61; lane++) {
            stimuli.add(new Stimulus.Step(1, 8, 0.3 + 0.02 * lane));
        }
        Simulation simulation = Simulation.of(cell, stimuli.getFirst(), 6).withStimuli(stimuli);
        Trace one = simulation.run(1);
        for (int threads : new int[] {2, 7}) {
            Trace several = simulation.run(threads);
            for (int lane = 0; lane < stimuli.size(); lane++) {
                assertThat(several.voltage_mV(lane)).isEqualTo(one.voltage_mV(lane));
            }
        }
    }

    /** The second-order scheme at 0.025 ms is nearer to the exact trace than implicit Euler at a fifth of that step. */
    @Test
    void staggeredScheme_onThePyramidalCellAtFiveTimesTheStep_isNearerThanImplicitEuler() {
        Simulation simulation =
                Simulation.of(TreeCells.pyramidal(new Discretisation.PerBranch(1)), new Stimulus.Step(10, 40, 0.7), 70);
        double[] exact = run(simulation, Scheme.STAGGERED, 0.1 / 128, Probe.voltage());
        double euler = rms(run(simulation, Scheme.IMPLICIT_EULER, 0.005, Probe.voltage()), exact);
        double staggered = rms(run(simulation, Scheme.STAGGERED, 0.025, Probe.voltage()), exact);
        assertThat(staggered).isLessThan(euler / 2.5);
    }

    /** The bits are the same in any lane, alone or not, for any grouping. */
    @Test
    void lanes_ofATree_haveTheBitsOfASingleRun() {
        Cell cell = TreeCells.pyramidal(new Discretisation.PerBranch(1));
        Probe tuft = new Probe.Voltage(cell.compartments().at("apical[20]", 0.5));
        List<Stimulus> stimuli = new ArrayList<>();
        for (int lane = 0; lane < 19; lane++) {
            stimuli.add(new Stimulus.Step(2, 10, 0.4 + 0.04 * lane));
        }
        Simulation simulation = Simulation.of(cell, Stimulus.none(), 15).withProbes(0.025, Probe.voltage(), tuft);
        Trace all = simulation.withStimuli(stimuli).run();
        for (int lane : new int[] {0, 7, 8, 18}) {
            Trace alone = simulation.withStimuli(List.of(stimuli.get(lane))).run();
            for (Probe probe : all.probes()) {
                assertThat(all.values(probe, lane)).isEqualTo(alone.values(probe, 0));
            }
        }
    }

    /** Stopped, written, read and continued: the bits of a run that was never stopped, in any lane. */
    @ParameterizedTest
    @EnumSource
    void savedState_readAndContinued_hasTheBitsOfOneRun(Scheme scheme) throws IOException {
        Cell cell = TreeCells.tree();
        List<Stimulus> stimuli = List.of(new Stimulus.Step(1, 20, 0.3), new Stimulus.Step(2, 7, 0.4), Stimulus.none());
        Probe tip = new Probe.Voltage(cell.compartments().at("b5", 0.5));
        Simulation whole = Simulation.of(cell, Stimulus.none(), 12)
                .withStimuli(stimuli)
                .withStep(scheme, 0.025)
                .withProbes(0.025, Probe.voltage(), tip);
        Trace expected = whole.run();
        State middle = new Simulation(
                        cell,
                        whole.injections(),
                        List.of(),
                        List.of(),
                        whole.clamp(),
                        whole.start(),
                        scheme,
                        0.025,
                        5,
                        0.025,
                        whole.probes())
                .run()
                .end();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        middle.write(bytes);
        State read = State.read(new ByteArrayInputStream(bytes.toByteArray()));
        assertThat(read.time_ms()).isEqualTo(5);
        Trace rest = new Simulation(
                        cell,
                        whole.injections(),
                        List.of(),
                        List.of(),
                        whole.clamp(),
                        new InitialCondition.From(read),
                        scheme,
                        0.025,
                        7,
                        0.025,
                        whole.probes())
                .run();
        for (int lane = 0; lane < stimuli.size(); lane++) {
            for (Probe probe : whole.probes()) {
                double[] all = expected.values(probe, lane), part = rest.values(probe, lane);
                for (int k = 0; k < part.length; k++) {
                    assertThat(part[k]).isEqualTo(all[200 + k]);
                }
            }
        }
        assertThat(rest.time_ms(0)).isEqualTo(5);
    }

    @Test
    void savedState_ofAnotherStep_isRefused() {
        Simulation simulation = Simulation.of(TreeCells.ballAndStick(), Stimulus.none(), 1);
        State end = simulation.run().end();
        assertThatThrownBy(() -> simulation
                        .withStep(Scheme.STAGGERED, 0.05)
                        .from(new InitialCondition.From(end))
                        .run())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("dt_ms is 0.025, asked for is 0.05");
    }

    /** Started at rest, nothing moves; started off rest, the cell comes to where the solver has put it. */
    @ParameterizedTest
    @EnumSource
    void rest_ofATree_isWhereTheCellStays(Scheme scheme) {
        for (Cell cell : List.of(TreeCells.tree(), TreeCells.pyramidal(new Discretisation.PerBranch(1)))) {
            int last = lastCompartment(cell);
            Simulation simulation = Simulation.of(cell, Stimulus.none(), 100).withStep(scheme, 0.025);
            Probe far = new Probe.Voltage(last);
            Trace still = simulation
                    .withProbes(50, Probe.voltage(), far)
                    .from(new InitialCondition.AtRest())
                    .run();
            for (Probe probe : still.probes()) {
                double[] v = still.values(probe, 0);
                assertThat(v[1]).isCloseTo(v[0], within(1e-12));
                assertThat(v[2]).isCloseTo(v[0], within(1e-12));
            }
        }
        Cell tree = TreeCells.tree();
        Probe far = new Probe.Voltage(lastCompartment(tree));
        Simulation simulation = Simulation.of(tree, Stimulus.none(), 400).withStep(scheme, 0.025);
        double[] settled = simulation.withProbes(200, far).run().values(far, 0);
        double[] rest = simulation
                .withProbes(200, far)
                .from(new InitialCondition.AtRest())
                .run()
                .values(far, 0);
        assertThat(settled[2]).isCloseTo(rest[0], within(1e-12));
    }

    private static int lastCompartment(Cell cell) {
        int node = cell.compartments().count() - 1;
        while (!cell.compartments().isCompartment(node)) {
            node--;
        }
        return node;
    }

    /** The closed form of a passive compartment with a conductance that opens and stays open. */
    @Test
    void synapse_heldOpen_drawsTheVoltageToTheClosedForm() {
        double area_um2 = 1000, g_uS = 2e-3, leak_uS = 0.1 * area_um2 * 1e-5;
        Cell cell = new Cell(area_um2, 1, -70, List.of(new Insertion(Leak.of("leak", 0.1, -70))));
        Conductance open = new Conductance.Events(List.of(new Conductance.Event(0, g_uS)), 0, 1e9);
        double[] v = Simulation.of(cell, Stimulus.none(), 5)
                .withSynapses(List.of(new Synapse(0, 0, List.of(open))))
                .run()
                .voltage_mV(0);
        double steady = -70 * leak_uS / (leak_uS + g_uS), rate = (leak_uS + g_uS) / (area_um2 * 1e-5);
        for (int k = 0; k < v.length; k++) {
            double expected = steady + (-70 - steady) * Math.exp(-rate * k * 0.025);
            assertThat(v[k]).isCloseTo(expected, within(2e-4)); // rate dt = 0.0075: (rate dt)^2 / 12 of 46 mV
        }
    }

    @Test
    void conductance_ofEvents_peaksAtItsWeight() {
        Conductance.Events events = new Conductance.Events(
                List.of(new Conductance.Event(1, 3e-3), new Conductance.Event(50, 1e-3)), 0.5, 2);
        double highest = 0, second = 0;
        for (double t_ms = 0; t_ms < 80; t_ms += 1e-3) {
            double g = events.mean_uS(t_ms, t_ms + 1e-3);
            highest = Math.max(highest, g);
            second = t_ms > 50 ? Math.max(second, g) : second;
        }
        assertThat(highest).isCloseTo(3e-3, within(6e-10));
        assertThat(second).isCloseTo(1e-3, within(6e-10));
        assertThat(events.mean_uS(0, 1)).isZero();
    }

    /** A thousand equal branches off one node are one thick branch. */
    @Test
    void thousandBranchesOffOneNode_behaveAsOne() {
        int count = 1000;
        MorphologyBuilder many = new MorphologyBuilder().soma(100, 100);
        for (int k = 0; k < count; k++) {
            many.cylinder("d" + k, SwcType.BASAL, "soma", 0.5, 50, 1);
        }
        Cell star = TreeCells.pospischil(many.build().discretise(new Discretisation.PerBranch(1)));
        Compartments nodes = Compartments.ofTable(List.of(
                new Compartments.Row("soma", 1, 0.5, -1, star.compartments().area_um2(0), 1),
                new Compartments.Row("all", 3, 0.5, 0, count * Math.PI * 50, 25 / (count * Math.PI * 0.25))));
        Stimulus step = new Stimulus.Step(1, 15, 10);
        double[] expected =
                Simulation.of(TreeCells.pospischil(nodes), step, 12).run().voltage_mV(0);
        double[] actual = Simulation.of(star, step, 12).run().voltage_mV(0);
        for (int k = 0; k < expected.length; k++) {
            assertThat(actual[k]).isCloseTo(expected[k], within(7e-11));
        }
    }

    @Test
    void tenThousandCompartments_withManyLanes_run() {
        Cell cell = TreeCells.pyramidal(new Discretisation.PerBranch(81));
        assertThat(cell.compartments().count()).isGreaterThan(10_000);
        Trace trace = Simulation.of(cell, new Stimulus.Step(0.1, 1, 5), 0.5)
                .withStimuli(List.of(new Stimulus.Step(0.1, 1, 5), new Stimulus.Step(0.1, 1, 1)))
                .run();
        assertThat(trace.voltage_mV(0)[20])
                .isGreaterThan(trace.voltage_mV(1)[20])
                .isGreaterThan(-70);
    }

    @Test
    void channels_inPlacesThatDoNotExist_areRefused() {
        Insertion axonal = new Insertion(Leak.of("leak", 0.1, -65)).in(new Region.OfType(Set.of(SwcType.AXON)));
        Cell tree = TreeCells.tree();
        assertThatThrownBy(() -> new Cell(tree.compartments(), Profile.of(1), Profile.of(100), -65, List.of(axonal)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("leak is nowhere");
        assertThatThrownBy(() -> Simulation.of(tree, Stimulus.none(), 1)
                        .withProbes(0.025, new Probe.Gate(0, "dendritic-na", "m"))
                        .run())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no dendritic-na on branch soma");
    }

    /** Every compartment of a batch keeps its parameters apart: only the changed one is changed. */
    @Test
    void parameters_varyByCompartmentAndDistance() {
        Cell tree = TreeCells.tree();
        Insertion leak = new Insertion(
                "leak",
                Leak.of("leak", 0.1, -65),
                java.util.Map.of("conductance_mS_per_cm2", new Profile.Linear(0.1, 0.001, 0, 0.2)),
                Region.everywhere());
        Cell cell = new Cell(tree.compartments(), Profile.of(1), Profile.of(100), -65, List.of(leak));
        try (Batch batch = new Batch(cell, 3, 0.025, 2)) {
            for (int node = 0; node < cell.compartments().count(); node++) {
                if (cell.compartments().isCompartment(node)) {
                    double expected =
                            Math.min(0.2, 0.1 + 0.001 * cell.compartments().pathDistance_um(node));
                    for (int lane = 0; lane < 3; lane++) {
                        assertThat(batch.parameter(0, 0).get(batch.site(0, node) + lane))
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    /** What a run needs beside its two rows of states and its parameters: less than a quarter of them. */
    @Test
    void memory_ofABatch_isHardlyMoreThanItsStatesAndParameters() {
        Cell cell = TreeCells.pyramidal(new Discretisation.PerBranch(9));
        try (Batch batch = new Batch(cell, 8, 0.025, 2)) {
            long perElement = 2 * (1 + 4) + 4; // two rows of v, m, h, n, p; area, C, v(0), G
            for (int c = 0; c < batch.mechanisms(); c++) {
                perElement += batch.mechanism(c).schema().parameters().size();
            }
            assertThat(batch.bytes()).isLessThan((long) (1.25 * 8 * perElement * batch.elements()));
        }
    }
}
