package dev.ranvier.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.batch.Batch;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.integrate.Checkpoints;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.DifferentiatedRun;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.ForwardSweep;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.TangentSweep;
import dev.ranvier.integrate.Target;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Stimulus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The current of a channel in more lanes than a chunk has: values, tangents and gradients are those of each lane alone. */
final class CurrentOfManyLanesTest {
    private static final int MANY = 1100, STEPS = 80, STRIDE = 4, LONE = 8;
    private static final double DT_ms = 0.025;
    private static final Target CONDUCTANCE = new Target.ChannelParameter(0, 0);
    private static final List<Probe> PROBES =
            List.of(new Probe.ChannelCurrent(0, "hh-sodium"), new Probe.ChannelCurrent(0, "hh-potassium"));
    /** In the first chunk, on both sides of a border, and in the last chunk. */
    private static final int[] LANES = {0, 3, 511, 512, 1023, 1024, 1099};

    @ParameterizedTest
    @EnumSource
    void currents_inManyLanes_haveTheBitsOfEachLaneAlone(Scheme scheme) {
        double[] conductances = new double[MANY];
        Arrays.setAll(conductances, lane -> 100 + 0.05 * lane);
        List<List<Double>> together = derivatives(conductances, LANES, scheme);
        for (int k = 0; k < LANES.length; k++) {
            double[] alone = new double[LONE];
            Arrays.fill(alone, conductances[LANES[k]]);
            assertThat(together.get(k))
                    .as("lane %d", LANES[k])
                    .isEqualTo(derivatives(alone, new int[] {5}, scheme).getFirst());
        }
    }

    /** Of each of some lanes: what was recorded, its tangent by the sodium conductance, and the gradient of the sum of its samples. */
    private static List<List<Double>> derivatives(double[] conductances, int[] lanes, Scheme scheme) {
        Cell cell = new Cell(
                Cell.cylinderArea_um2(10, 1),
                1,
                -50,
                List.of(
                        new Insertion(HodgkinHuxley.sodium()),
                        new Insertion(HodgkinHuxley.potassium()),
                        new Insertion(HodgkinHuxley.leak())));
        int width = conductances.length;
        try (Batch batch = new Batch(cell, width, DT_ms, STEPS + 2)) {
            for (int lane = 0; lane < width; lane++) {
                batch.parameter(0, 0).set(lane, conductances[lane]);
            }
            Injection injection = new Injection(0, new Stimulus.Step(0, 10, 0.01));
            Drive drive = new Drive(batch, List.of(injection), List.of(), Optional.empty());
            InitialCondition start = new InitialCondition.AtVoltage();
            Differentials dot = Differentials.lanewise(batch, drive, Set.of(CONDUCTANCE));
            dot.of(CONDUCTANCE).fill(0, batch.width(), 1);
            Recorder recorder = new Recorder(batch, scheme, drive, PROBES, 0, STRIDE, STEPS);
            RecordedTangents tangents =
                    new RecordedTangents(batch, scheme, drive, PROBES, 0, STRIDE, STEPS, List.of(dot));
            TangentSweep sweep = new TangentSweep(batch, scheme, drive, start, List.of(dot), tangents);
            new ForwardSweep(batch, scheme, drive).run(start, STEPS, n -> {
                recorder.at(n);
                sweep.at(n);
            });
            Differentials bars = Differentials.lanewise(batch, drive, Set.of(CONDUCTANCE));
            double[][][] sampleBars = new double[PROBES.size()][width][STEPS / STRIDE + 1];
            for (double[][] ofProbe : sampleBars) {
                for (double[] ofLane : ofProbe) {
                    Arrays.fill(ofLane, 1);
                }
            }
            Checkpoints everything = Checkpoints.everything(cell, width, Set.of(), STEPS);
            DifferentiatedRun run = new DifferentiatedRun(batch, scheme, drive, start, everything, bars);
            run.forward(n -> {});
            run.reverse(new RecordedCotangents(batch, scheme, drive, PROBES, 0, STRIDE, bars, sampleBars));
            List<List<Double>> ofLanes = new ArrayList<>();
            for (int lane : lanes) {
                List<Double> numbers = new ArrayList<>();
                for (int p = 0; p < PROBES.size(); p++) {
                    Arrays.stream(recorder.values()[p][lane]).forEach(numbers::add);
                    Arrays.stream(tangents.tangents(0)[p][lane]).forEach(numbers::add);
                }
                numbers.add(bars.of(CONDUCTANCE).get(lane));
                ofLanes.add(numbers);
            }
            return ofLanes;
        }
    }
}
