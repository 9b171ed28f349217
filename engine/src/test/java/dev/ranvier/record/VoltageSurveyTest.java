package dev.ranvier.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Stimulus;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.morphology.Discretisation;
import dev.ranvier.morphology.MorphologyBuilder;
import dev.ranvier.morphology.SwcType;
import dev.ranvier.simulate.Simulation;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class VoltageSurveyTest {
    private static final double THRESHOLD_mV = -10, ROUNDING = 1e-9;

    /** Hodgkin and Huxley's membrane as a soma with an axon along which the spike travels. */
    private static Cell axon() {
        Compartments compartments = new MorphologyBuilder()
                .soma(20, 20)
                .cylinder("axon", SwcType.AXON, "soma", 1, 1000, 1)
                .build()
                .discretise(new Discretisation.PerBranch(9));
        return new Cell(
                compartments,
                Profile.of(1),
                Profile.of(100),
                -70,
                List.of(
                        new Insertion(HodgkinHuxley.sodium()),
                        new Insertion(HodgkinHuxley.potassium()),
                        new Insertion(HodgkinHuxley.leak())));
    }

    @Test
    void run_spikeAlongAnAxon_agreesWithProbesOfEveryStep() {
        Cell cell = axon();
        Compartments compartments = cell.compartments();
        Probe[] probes = new Probe[compartments.count()];
        Arrays.setAll(probes, Probe.Voltage::new);
        AtomicReference<VoltageSurvey> survey = new AtomicReference<>();
        Trace trace = Simulation.of(cell, new Stimulus.Step(1, 20, 0.5), 15)
                .withProbes(0.025, probes)
                .run(1, (batch, drive) -> {
                    survey.set(new VoltageSurvey(batch, THRESHOLD_mV));
                    return survey.get();
                });
        double[] peak_mV = survey.get().peak_mV(), first_ms = survey.get().firstSpike_ms();
        for (int node = 0; node < probes.length; node++) {
            if (compartments.isCompartment(node)) {
                double[] v = trace.values(probes[node], 0);
                assertThat(peak_mV[node]).isEqualTo(Arrays.stream(v).max().orElseThrow());
                assertThat(first_ms[node])
                        .isEqualTo(SpikeTimes.of(v, trace.interval_ms(), THRESHOLD_mV)[0], within(ROUNDING));
            } else {
                assertThat(peak_mV[node]).isNaN();
            }
        }
        int[] along = compartments.compartments(compartments.indexOf("axon"));
        assertThat(first_ms[along[8]]).isGreaterThan(first_ms[along[4]]);
        assertThat(first_ms[along[4]]).isGreaterThan(first_ms[along[0]]);
    }

    @Test
    void run_voltageBelowTheThreshold_hasNoFirstSpike() {
        AtomicReference<VoltageSurvey> survey = new AtomicReference<>();
        Simulation.of(axon(), Stimulus.none(), 1).run(1, (batch, drive) -> {
            survey.set(new VoltageSurvey(batch, THRESHOLD_mV));
            return survey.get();
        });
        assertThat(survey.get().firstSpike_ms()).containsOnly(Double.NaN);
    }
}
