package dev.ranvier.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.State;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Conductance;
import dev.ranvier.model.Injection;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Region;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.Synapse;
import dev.ranvier.model.VoltageClamp;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Trace;
import dev.ranvier.saved.Sealed;
import dev.ranvier.simulate.Simulation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A neuron that a host steps does what a run does. */
final class NeuronTest {
    private static final double DT_ms = 0.025, DURATION_ms = 20;
    private static final int STEPS = 800;
    private static final Stimulus STEP = new Stimulus.Step(3.01, 10, 0.02);
    private static final Conductance EVENT = new Conductance.Events(List.of(new Conductance.Event(6, 2e-4)), 0.5, 3);

    private static final List<Probe> PROBES = List.of(
            Probe.voltage(), Probe.gate("na", "m"), Probe.gate("k", "n"), Probe.current("na"), Probe.injectedCurrent());

    private static Simulation simulation(Cell cell, Scheme scheme) {
        return Simulation.of(cell, STEP, DURATION_ms).withStep(scheme, DT_ms);
    }

    private static Trace run(Simulation simulation) {
        return simulation.withProbes(DT_ms, PROBES.toArray(Probe[]::new)).run();
    }

    @Test
    void steps_haveTheBitsOfARun() {
        for (Cell cell : List.of(EmbeddedCells.patch(), EmbeddedCells.tree())) {
            for (Scheme scheme : Scheme.values()) {
                Trace trace = run(simulation(cell, scheme));
                double[][] expected =
                        PROBES.stream().map(probe -> trace.values(probe, 0)).toArray(double[][]::new);
                try (Neuron neuron =
                        Neuron.of(Rig.of(cell).withStep(scheme, DT_ms).withCurrent(0), 1)) {
                    List<Output> outputs = PROBES.stream().map(neuron::output).toList();
                    for (int n = 0; n < STEPS; n++) {
                        double current_nA = expected[PROBES.indexOf(Probe.injectedCurrent())][n];
                        neuron.current_nA(0).set(current_nA);
                        for (int p = 0; p < outputs.size(); p++) {
                            assertThat(outputs.get(p).get()).isEqualTo(expected[p][n]);
                        }
                        assertThat(neuron.step(current_nA))
                                .isEqualTo(expected[0][n + 1])
                                .isEqualTo(neuron.voltage_mV());
                    }
                    assertThat(neuron.steps()).isEqualTo(STEPS);
                    assertThat(neuron.time_ms()).isEqualTo(DURATION_ms);
                }
            }
        }
    }

    @Test
    void conductancesAndClamp_actAsThoseOfARun() {
        for (Cell cell : List.of(EmbeddedCells.patch(), EmbeddedCells.tree())) {
            Simulation simulation = simulation(cell, Scheme.STAGGERED)
                    .withSynapses(List.of(new Synapse(0, 0, List.of(EVENT))))
                    .withClamp(new VoltageClamp(new SampledSignal(1, new double[] {-50}), 0.2));
            Trace trace = run(simulation);
            double[] expected = trace.voltage_mV(0), injected_nA = trace.values(Probe.injectedCurrent(), 0);
            Rig rig = Rig.of(cell).withCurrent(0).withConductance(0, 0).withClamp(0, 0.2);
            try (Neuron neuron = Neuron.of(rig, 1)) {
                neuron.clamp().hold(-50);
                for (int n = 0; n < STEPS; n++) {
                    neuron.conductance_uS(0).set(EVENT.mean_uS(n * DT_ms, (n + 1) * DT_ms));
                    assertThat(neuron.step(injected_nA[n])).isEqualTo(expected[n + 1]);
                }
                neuron.reset();
                neuron.clamp().release();
                neuron.conductance_uS(0).set(0);
                assertThat(neuron.step(0)).isEqualTo(first(cell));
            }
        }
    }

    private static double first(Cell cell) {
        try (Neuron neuron = Neuron.of(cell)) {
            return neuron.step(0);
        }
    }

    /** What is sampled goes on beside what the host does. */
    @Test
    void sampledSignals_actBesideInputs() {
        Simulation simulation = simulation(EmbeddedCells.patch(), Scheme.STAGGERED);
        double[] expected = simulation
                .withInjections(List.of(new Injection(0, STEP), new Injection(0, new Stimulus.Step(0, 100, 0.003))))
                .run()
                .voltage_mV(0);
        try (Neuron neuron = Neuron.of(Rig.of(simulation).withCurrent(0), 1)) {
            for (int n = 0; n < STEPS; n++) {
                assertThat(neuron.step(0.003)).isEqualTo(expected[n + 1]);
            }
        }
    }

    @Test
    void lanes_haveTheBitsOfNeuronsOfTheirOwn() {
        for (Cell cell : List.of(EmbeddedCells.patch(), EmbeddedCells.tree())) {
            try (Neuron three = Neuron.of(Rig.of(cell).withCurrent(0), 3)) {
                double[][] expected = new double[3][];
                for (int lane = 0; lane < 3; lane++) {
                    expected[lane] = alone(cell, 0.01 * lane);
                    three.current_nA(0).set(lane, 0.01 * lane);
                }
                for (int n = 0; n < STEPS; n++) {
                    assertThat(three.step()).isZero();
                    for (int lane = 0; lane < 3; lane++) {
                        assertThat(three.voltage_mV(lane)).isEqualTo(expected[lane][n]);
                    }
                }
                assertThatThrownBy(() -> three.step(1)).hasMessageContaining("lanes=3");
                assertThatThrownBy(() -> three.voltage_mV(3)).isInstanceOf(IndexOutOfBoundsException.class);
            }
        }
    }

    private static double[] alone(Cell cell, double current_nA) {
        try (Neuron neuron = Neuron.of(cell)) {
            return IntStream.range(0, STEPS)
                    .mapToDouble(_ -> neuron.step(current_nA))
                    .toArray();
        }
    }

    @Test
    void savedStates_goOnAsIfNothingWas() {
        for (Cell cell : List.of(EmbeddedCells.patch(), EmbeddedCells.tree())) {
            double[] expected = alone(cell, 0.02);
            Rig rig = Rig.of(cell).withCurrent(0);
            try (Neuron neuron = Neuron.of(rig, 1);
                    Neuron other = Neuron.of(rig, 1)) {
                for (int n = 0; n < STEPS / 2 + 1; n++) {
                    neuron.step(0.02);
                }
                other.restore(neuron.save());
                neuron.reset();
                assertThat(neuron.steps()).isZero();
                assertThat(neuron.step(0.02)).isEqualTo(expected[0]);
                for (int n = STEPS / 2 + 1; n < STEPS; n++) {
                    assertThat(other.step(0.02)).isEqualTo(expected[n]);
                }
            }
        }
    }

    @Test
    void nodesThatThereAreNot_areRefused() {
        Rig rig = Rig.of(EmbeddedCells.patch());
        for (int node : new int[] {-1, 99}) {
            assertThatThrownBy(() -> rig.withCurrent(node))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("node " + node);
            assertThatThrownBy(() -> rig.withConductance(node, 0)).isInstanceOf(ModelException.class);
            assertThatThrownBy(() -> rig.withClamp(node, 1)).isInstanceOf(ModelException.class);
            try (Neuron neuron = Neuron.of(rig, 1)) {
                assertThatThrownBy(() -> neuron.output(new Probe.Voltage(node))).isInstanceOf(ModelException.class);
            }
        }
    }

    @Test
    void forks_areWhatTheirOriginWas_andThenGoTheirWay() {
        Rig rig = Rig.of(EmbeddedCells.patch())
                .withCurrent(0)
                .withConductance(0, -80)
                .withClamp(0, 1);
        try (Neuron neuron = Neuron.of(rig, 1)) {
            neuron.setting(sodium()).set(100);
            neuron.setting(new Quantity.SeriesResistance_MOhm()).set(100);
            neuron.setting(new Quantity.ElectrodeOffset_mV()).set(15);
            neuron.conductance_uS(0).set(1e-4);
            neuron.clamp().hold(-60);
            neuron.current_nA(0).set(0.05);
            for (int n = 0; n < 101; n++) {
                neuron.step();
            }
            try (Neuron fork = neuron.fork()) {
                for (int n = 0; n < 100; n++) {
                    fork.step();
                    neuron.step();
                    assertThat(fork.voltage_mV()).isEqualTo(neuron.voltage_mV());
                }
                fork.current_nA(0).set(0);
                fork.step();
                neuron.step();
                assertThat(fork.voltage_mV()).isNotEqualTo(neuron.voltage_mV());
            }
            assertThat(neuron.step()).isZero();
        }
    }

    private static Quantity sodium() {
        return new Quantity.ChannelParameter("na", "conductance_mS_per_cm2", new Region.Everywhere());
    }

    @Test
    void settings_areThoseOfTheModel_fromTheNextStepOn() {
        Cell cell = EmbeddedCells.patch();
        Quantity capacitance = new Quantity.Capacitance_uF_per_cm2(new Region.Everywhere());
        Cell large = new Cell(Cell.cylinderArea_um2(10, 1), 2, -70, cell.insertions());
        try (Neuron neuron = Neuron.of(cell);
                Neuron other = Neuron.of(large)) {
            neuron.setting(capacitance).set(2);
            for (int n = 0; n < 100; n++) {
                assertThat(neuron.step(0.02)).isEqualTo(other.step(0.02));
            }
            Setting sodium = neuron.setting(sodium());
            double before = neuron.step(0.02);
            sodium.set(0);
            assertThat(neuron.step(0.02)).isNotEqualTo(other.step(0.02)).isNotEqualTo(before);
            assertThatThrownBy(() -> sodium.set(-1)).hasMessageContaining("does not allow -1.0");
            assertThatThrownBy(() -> neuron.setting(new Quantity.StimulusFactor(0)))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("give the rig an input instead");
        }
    }

    @Test
    void lostVoltages_areToldByTheResult() {
        for (Cell cell : List.of(EmbeddedCells.patch(), EmbeddedCells.tree())) {
            try (Neuron neuron = Neuron.of(cell)) {
                assertThat(neuron.step(1e308)).isNotFinite();
                assertThat(neuron.step(0)).isNotFinite();
                assertThat(neuron.divergences()).hasSize(1);
                neuron.reset();
                assertThat(neuron.step(0)).isEqualTo(first(cell));
                assertThat(neuron.divergences()).isEmpty();
            }
            try (Neuron three = Neuron.of(Rig.of(cell).withCurrent(0), 3)) {
                three.current_nA(0).set(1, Double.NaN);
                assertThat(three.step()).isEqualTo(1);
                assertThat(three.divergences().getFirst().lane()).isEqualTo(1);
                assertThat(three.voltage_mV(2)).isEqualTo(first(cell));
            }
        }
    }

    @Test
    void otherThreads_areRefused_untilHandedTo() throws Exception {
        try (Neuron neuron = Neuron.of(EmbeddedCells.patch())) {
            Callable<Throwable> attempt = () -> {
                try {
                    neuron.step(0);
                    neuron.handTo(Thread.currentThread());
                    return new AssertionError("stepped on another thread");
                } catch (IllegalStateException e) {
                    return e;
                }
            };
            assertThat(onAnotherThread(attempt)).hasMessageContaining("see handTo");
            List<Thread> guest = new ArrayList<>();
            Thread thread = new Thread(() -> {
                assertThat(neuron.step(0)).isFinite();
                neuron.handTo(guest.getFirst());
            });
            guest.add(Thread.currentThread());
            neuron.handTo(thread);
            assertThatThrownBy(() -> neuron.step(0)).isInstanceOf(IllegalStateException.class);
            thread.start();
            thread.join();
            assertThat(neuron.step(0)).isFinite();
        }
    }

    private static Throwable onAnotherThread(Callable<Throwable> work) throws Exception {
        List<Throwable> results = new ArrayList<>();
        Thread thread = new Thread(() -> {
            try {
                results.add(work.call());
            } catch (Exception e) {
                results.add(e);
            }
        });
        thread.start();
        thread.join();
        return results.getFirst();
    }

    @Test
    void closedNeurons_refuseAll() {
        Neuron neuron = Neuron.of(Rig.of(EmbeddedCells.patch()).withCurrent(0).withClamp(0, 1), 1);
        Output voltage = neuron.output(Probe.voltage());
        Input current = neuron.current_nA(0);
        Setting sodium =
                neuron.setting(new Quantity.ChannelParameter("na", "conductance_mS_per_cm2", new Region.Everywhere()));
        neuron.close();
        neuron.close();
        for (Runnable use : List.<Runnable>of(
                () -> neuron.step(0),
                neuron::step,
                voltage::get,
                () -> current.set(1),
                () -> current.get(0),
                () -> sodium.set(1),
                () -> neuron.clamp().hold(0),
                neuron::reset,
                neuron::save,
                neuron::fork,
                () -> neuron.output(Probe.voltage()))) {
            assertThatThrownBy(use::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the neuron is closed");
        }
    }

    /** Two to the 31st steps take half a day of model time at 50 us; nothing ends there. */
    @Test
    void stepsAreCounted_beyondIntegers() throws IOException {
        for (Cell cell : List.of(EmbeddedCells.patch(), EmbeddedCells.tree())) {
            Rig rig = Rig.of(cell).withCurrent(0);
            try (Neuron neuron = Neuron.of(rig, 1);
                    Neuron late = Neuron.of(rig, 1)) {
                for (int n = 0; n < 200; n++) {
                    neuron.step(0.02);
                }
                long before = Integer.MAX_VALUE - 50L;
                late.restore(moved(neuron.save(), before));
                Output gate = neuron.output(Probe.gate("k", "n")), lateGate = late.output(Probe.gate("k", "n"));
                for (int n = 0; n < 100; n++) {
                    assertThat(late.step(0.02)).isEqualTo(neuron.step(0.02));
                    assertThat(lateGate.get()).isEqualTo(gate.get());
                }
                assertThat(late.steps()).isEqualTo(before + 100);
                State state = late.save();
                assertThat(state.step()).isEqualTo(before + 100);
                assertThatThrownBy(() -> simulation(cell, Scheme.STAGGERED)
                                .from(new dev.ranvier.integrate.InitialCondition.From(state)))
                        .hasMessageContaining("2^31 steps");
            }
        }
    }

    /** The same state after another number of steps. */
    private static State moved(State state, long step) throws IOException {
        int head = 12, sum = 4, at = 2 + "STAGGERED".length() + Double.BYTES;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        state.write(out);
        byte[] content = java.util.Arrays.copyOfRange(out.toByteArray(), head, out.size() - sum);
        ByteBuffer.wrap(content).putLong(at, step);
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        Sealed.write(changed, 0x52_4e_56_53, 3, data -> data.write(content));
        return State.read(new ByteArrayInputStream(changed.toByteArray()));
    }
}
