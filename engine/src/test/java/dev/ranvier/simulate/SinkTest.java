package dev.ranvier.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.VoltageClamp;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Trace;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SinkTest {
    private static final int LANES = 20;
    private static final List<Probe> PROBES =
            List.of(Probe.voltage(), Probe.gate("hh-sodium", "m"), new Probe.ElectrodeCurrent(0));

    /** Under clamp at first, and with a current of its own in every lane; the last step is in the middle of two samples. */
    private static final Simulation RUN = Simulation.of(
                    new Cell(
                            Cell.cylinderArea_um2(10, 1),
                            1,
                            -70,
                            List.of(
                                    new Insertion(HodgkinHuxley.sodium()),
                                    new Insertion(HodgkinHuxley.potassium()),
                                    new Insertion(HodgkinHuxley.leak()))),
                    Stimulus.none(),
                    20.05)
            .withStimuli(IntStream.range(0, LANES)
                    .<Stimulus>mapToObj(lane -> new Stimulus.Step(5, 10, 0.002 * lane))
                    .toList())
            .withClamp(new VoltageClamp(new SampledSignal(2, new double[] {-70, -60}), 10))
            .withStep(Scheme.STAGGERED, 0.025)
            .withProbes(0.1, PROBES.toArray(Probe[]::new));

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 64, 65, 201, 1000})
    void pieces_areTheTrace_bitForBit(int room) {
        Trace whole = RUN.run();
        double[][][] taken = new double[PROBES.size()][LANES][whole.samples()];
        int[] counts = new int[LANES];
        Trace rest = RUN.run(2, room, firstLane -> (first, samples, values) -> {
            assertThat(samples).isLessThanOrEqualTo(room);
            assertThat(first).isEqualTo(counts[firstLane]);
            counts[firstLane] += samples;
            for (int p = 0; p < values.length; p++) {
                for (int lane = 0; lane < values[p].length; lane++) {
                    System.arraycopy(values[p][lane], 0, taken[p][firstLane + lane], first, samples);
                }
            }
        });
        assertThat(rest.samples()).isZero();
        assertThat(rest.voltage_mV(LANES - 1)).isEmpty();
        assertThat(rest.divergences()).isEmpty();
        assertThat(rest.end().step()).isEqualTo(whole.end().step());
        for (int p = 0; p < PROBES.size(); p++) {
            for (int lane = 0; lane < LANES; lane++) {
                assertThat(taken[p][lane])
                        .as("%s in lane %d", PROBES.get(p), lane)
                        .containsExactly(whole.values(PROBES.get(p), lane));
            }
        }
    }

    @Test
    void room_forOneSample_isRefused() {
        assertThatThrownBy(() -> RUN.run(1, 1, _ -> (_, _, _) -> {})).hasMessageContaining("room=1");
    }
}
