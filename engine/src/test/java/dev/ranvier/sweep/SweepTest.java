package dev.ranvier.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.loss.Feature;
import dev.ranvier.loss.Objective;
import dev.ranvier.loss.Sampling;
import dev.ranvier.loss.StimulusWindow;
import dev.ranvier.loss.VoltageError;
import dev.ranvier.loss.Window;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Region;
import dev.ranvier.model.Stimulus;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import dev.ranvier.record.Probe;
import dev.ranvier.record.SpikeTimes;
import dev.ranvier.simulate.Simulation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SweepTest {
    private static final double DURATION_ms = 20;
    private static final StimulusWindow STIMULUS = new StimulusWindow(2, 18);
    private static final List<Feature> FEATURES =
            List.of(Feature.MEAN_FREQUENCY, Feature.AP_WIDTH, Feature.VOLTAGE_BASE);
    private static final Kept KEPT = new Kept(
            List.of(new Kept.Spikes(Probe.voltage(), 0)),
            List.of(new Kept.Features(Probe.voltage(), STIMULUS, FEATURES)),
            List.of(Probe.voltage(), Probe.gate("k", "n")),
            Optional.empty());

    private static Cell cell(double area_um2, double sodium) {
        return new Cell(
                area_um2,
                1,
                -70,
                List.of(
                        new Insertion("na", HodgkinHuxley.sodium(), Map.of("conductance_mS_per_cm2", sodium)),
                        new Insertion("k", HodgkinHuxley.potassium(), Map.of()),
                        new Insertion("leak", HodgkinHuxley.leak(), Map.of())));
    }

    private static Simulation simulation(double area_um2, double sodium, double current_nA) {
        return Simulation.of(cell(area_um2, sodium), new Stimulus.Step(2, 16, current_nA), DURATION_ms);
    }

    /** A model all of whose numbers are in simulations. */
    private record Described(int simulations, Kept kept, Function<double[], List<Simulation>> at)
            implements SweptModel {
        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public Trial at(double[] point) {
            return new Trial(at.apply(point), kept);
        }
    }

    /** The same cell, whose sodium conductance and current are written into lanes. */
    private record Written(Kept kept, List<Simulation> base) implements SweptModel {
        @Override
        public int simulations() {
            return base.size();
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    new Parameter(
                            "sodium",
                            new Quantity.ChannelParameter("na", "conductance_mS_per_cm2", Region.everywhere()),
                            new Transform.Log(),
                            120,
                            Optional.empty()),
                    new Parameter(
                            "current",
                            new Quantity.StimulusParameter(0, "amplitude_nA"),
                            new Transform.Linear(1),
                            0.01,
                            Optional.empty()));
        }

        @Override
        public Trial at(double[] point) {
            return new Trial(base, kept, point);
        }
    }

    private static final Design SODIUM_AND_CURRENT =
            new Crossed(List.of(Values.linear("sodium", 80, 200, 7), Values.linear("current", 0.002, 0.02, 6)));

    /** All points, in order. */
    private static List<PointResult> run(Sweep sweep, int threads) {
        Map<Long, List<PointResult>> chunks = new TreeMap<>();
        List<Long> all = new ArrayList<>(
                LongStream.range(0, sweep.chunks()).boxed().toList().reversed());
        sweep.run(all, threads, (chunk, points) -> {
            synchronized (chunks) {
                chunks.put(chunk, points);
            }
        });
        return chunks.values().stream().flatMap(List::stream).toList();
    }

    private static void assertSame(List<PointResult> a, List<PointResult> b) {
        assertThat(a).hasSameSizeAs(b);
        for (int k = 0; k < a.size(); k++) {
            assertThat(a.get(k).index()).isEqualTo(k).isEqualTo(b.get(k).index());
            assertThat(a.get(k).outcome()).isEqualTo(b.get(k).outcome());
            assertThat(a.get(k).features()).isEqualTo(b.get(k).features());
            assertThat(Arrays.deepEquals(a.get(k).spikes_ms(), b.get(k).spikes_ms()))
                    .isTrue();
            assertThat(Arrays.deepEquals(a.get(k).traces(), b.get(k).traces())).isTrue();
        }
    }

    @Test
    void everyPoint_isTheSimulationOfThatPointAlone_bitForBit() {
        Design design = new Crossed(List.of(
                Values.linear("area", 40, 90, 3),
                Values.linear("sodium", 80, 200, 3),
                Values.linear("current", 0.002, 0.02, 3)));
        List<PointResult> points =
                run(new Sweep(design, new Described(1, KEPT, p -> List.of(simulation(p[0], p[1], p[2]))), 16), 2);
        assertThat(points).hasSize(27);
        for (PointResult result : points) {
            double[] point = design.at(result.index());
            var alone = simulation(point[0], point[1], point[2])
                    .withProbes(0.025, Probe.voltage(), Probe.gate("k", "n"))
                    .run(1);
            double[] v = alone.voltage_mV(0);
            assertThat(result.traces()[0]).isEqualTo(v);
            assertThat(result.traces()[1]).isEqualTo(alone.values(Probe.gate("k", "n"), 0));
            assertThat(result.spikes_ms()[0]).isEqualTo(SpikeTimes.of(v, 0.025, 0));
            for (int f = 0; f < FEATURES.size(); f++) {
                double expected = FEATURES.get(f)
                        .value(v, new Sampling(0.025, v.length), STIMULUS)
                        .orElse(Double.NaN);
                assertThat(result.features()[f]).isEqualTo(Double.valueOf(expected));
            }
        }
        assertThat(points.stream().mapToInt(p -> p.spikes_ms()[0].length).sum()).isGreaterThan(20);
    }

    @Test
    void points_areTheSame_forAnyThreadsAndChunks_writtenOrDescribed() {
        SweptModel described = new Described(1, KEPT, p -> List.of(simulation(60, p[0], p[1])));
        SweptModel written = new Written(KEPT, List.of(simulation(60, 120, 0.01)));
        List<PointResult> one = run(new Sweep(SODIUM_AND_CURRENT, described, 42), 1);
        assertSame(one, run(new Sweep(SODIUM_AND_CURRENT, described, 5), 2));
        assertSame(one, run(new Sweep(SODIUM_AND_CURRENT, written, 42), 1));
        assertSame(one, run(new Sweep(SODIUM_AND_CURRENT, written, 9), 3));
    }

    @Test
    void simulations_thatDifferInMore_areGrouped() {
        Design design = new Crossed(
                List.of(Values.linear("current", 0.005, 0.02, 4), new Values("duration", List.of(10.0, 20.0))));
        List<PointResult> points = run(
                new Sweep(
                        design,
                        new Described(
                                1,
                                KEPT,
                                p -> List.of(Simulation.of(cell(60, 120), new Stimulus.Step(2, 16, p[0]), p[1]))),
                        8),
                1);
        for (int k = 0; k < 8; k++) {
            double[] point = design.at(k);
            double[] alone = Simulation.of(cell(60, 120), new Stimulus.Step(2, 16, point[0]), point[1])
                    .run(1)
                    .voltage_mV(0);
            assertThat(points.get(k).traces()[0]).isEqualTo(alone);
        }
    }

    @Test
    void pointsThatAreRefusedOrDiverge_saySo_andTheOthersGoOn() {
        Design design = new Values("current", List.of(0.01, 1e308, 0.012, -1.0, 0.015));
        List<PointResult> points = run(
                new Sweep(
                        design,
                        new Described(1, KEPT, p -> {
                            if (p[0] < 0) {
                                throw new ModelException("no such current");
                            }
                            return List.of(simulation(60, 120, p[0]));
                        }),
                        8),
                1);
        assertThat(points.stream().map(PointResult::outcome))
                .containsExactly(
                        PointResult.Outcome.DONE,
                        PointResult.Outcome.DIVERGED,
                        PointResult.Outcome.DONE,
                        PointResult.Outcome.REFUSED,
                        PointResult.Outcome.DONE);
        assertThat(points.get(1).message()).contains("diverged at t_ms=");
        assertThat(points.get(1).features()).containsOnly(Double.NaN);
        assertThat(points.get(3).message()).isEqualTo("no such current");
        double[] alone = simulation(60, 120, 0.015).run(1).voltage_mV(0);
        assertThat(points.get(4).traces()[0]).isEqualTo(alone);
        PointResult negative = run(
                        new Sweep(
                                new Listed(List.of("sodium", "current"), List.of(List.of(-1.0, 0.01))),
                                new Written(KEPT, List.of(simulation(60, 120, 0.01))),
                                8),
                        1)
                .getFirst();
        assertThat(negative.outcome()).isEqualTo(PointResult.Outcome.REFUSED);
        assertThat(negative.message()).contains("sodium").contains("-1.0");
    }

    @Test
    void points_startAtTheirOwnRest() {
        Design design = new Values("sodium", List.of(120.0, 200.0, 130.0));
        List<PointResult> points = run(
                new Sweep(
                        design,
                        new Described(
                                1, KEPT, p -> List.of(simulation(60, p[0], 0.01).from(new InitialCondition.AtRest()))),
                        8),
                1);
        for (int k = 0; k < 3; k++) {
            double[] alone = simulation(60, design.at(k)[0], 0.01)
                    .from(new InitialCondition.AtRest())
                    .run(1)
                    .voltage_mV(0);
            assertThat(points.get(k).traces()[0][0]).isCloseTo(alone[0], within(1e-9));
        }
    }

    @Test
    void pointWithoutRest_isSaidToHaveNone_andTheOthersGoOn() {
        Design design =
                new Values("leak reversal", List.of(-70.0, 1000.0, -60.0)); // as a leak alone: 535 steps of 2 mV away
        List<PointResult> points = run(
                new Sweep(
                        design,
                        new Described(
                                1,
                                KEPT,
                                p -> List.of(Simulation.of(leaky(p[0]), Stimulus.none(), DURATION_ms)
                                        .from(new InitialCondition.AtRest()))),
                        8),
                1);
        assertThat(points)
                .extracting(PointResult::outcome)
                .containsExactly(PointResult.Outcome.DONE, PointResult.Outcome.DIVERGED, PointResult.Outcome.DONE);
        assertThat(points.get(1).message()).isEqualTo("no resting state was found from -70.0 mV");
        assertThat(points.get(2).traces()[0][0]).isCloseTo(-60, within(1e-9));
    }

    private static Cell leaky(double reversal_mV) {
        return new Cell(
                60,
                1,
                -70,
                List.of(
                        new Insertion("na", HodgkinHuxley.sodium(), Map.of("conductance_mS_per_cm2", 0.0)),
                        new Insertion("k", HodgkinHuxley.potassium(), Map.of("conductance_mS_per_cm2", 0.0)),
                        new Insertion("leak", HodgkinHuxley.leak(), Map.of("reversal_mV", reversal_mV))));
    }

    @Test
    void gradients_areThoseOfCentralDifferences_overTwoRecordings() {
        List<Simulation> base =
                List.of(simulation(60, 120, 0.01), simulation(60, 120, 0.01).from(new InitialCondition.AtRest()));
        List<double[]> observed =
                Stream.of(0, 1).map(r -> base.get(r).run(1).voltage_mV(0)).toList();
        Sampling sampling = new Sampling(0.025, observed.getFirst().length);
        Objective objective = new Objective(Stream.of(0, 1)
                .map(r -> new Objective.Term(
                        r, r + 0.5, new VoltageError(sampling, observed.get(r), List.of(Window.everything()))))
                .toList());
        Kept kept = new Kept(
                List.of(),
                List.of(),
                List.of(),
                Optional.of(new Kept.Errors(List.of(Probe.voltage(), Probe.voltage()), objective, true)));
        double[] at = {124, 0.0104};
        List<List<Double>> rows = new ArrayList<>(List.of(List.of(at[0], at[1])));
        double[] step = {1e-4, 1e-8};
        for (int k = 0; k < 2; k++) {
            for (int sign : new int[] {-1, 1}) {
                double[] moved = at.clone();
                moved[k] += sign * step[k];
                rows.add(List.of(moved[0], moved[1]));
            }
        }
        List<PointResult> points =
                run(new Sweep(new Listed(List.of("sodium", "current"), rows), new Written(kept, base), 8), 1);
        for (int k = 0; k < 2; k++) {
            double slope = (value(points.get(2 + 2 * k)) - value(points.get(1 + 2 * k))) / (2 * step[k]);
            assertThat(points.getFirst().gradient()[k]).isCloseTo(slope, within(1e-6 * Math.abs(slope)));
        }
    }

    private static double value(PointResult result) {
        return 0.5 * result.losses()[0] + 1.5 * result.losses()[1];
    }
}
