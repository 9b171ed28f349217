package dev.ranvier.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.Power;
import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.channel.TabulatedGate;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.fit.Evidence.Bounds;
import dev.ranvier.fit.Evidence.Suspect;
import dev.ranvier.fit.Identifiability.Part;
import dev.ranvier.fit.Identifiability.TradeOff;
import dev.ranvier.fit.Identifiability.Way;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.nmodl.NmodlMechanism;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How sure recoveries are, and what of a wrong model is noticed. */
final class EvidenceTest {
    private static final double INTERVAL_ms = 0.1, KNOWN_mS_per_cm2 = 120, KNOWN_mV = -75;

    @Test
    void ljungBox_onThreeSamples_isTheFormula() {
        double square = 1 + 4 + 9, first = (2 - 6) / square, second = -3 / square;
        assertThat(Whiteness.ljungBox(new double[] {1, 2, -3}))
                .isCloseTo(3 * 5 * (first * first / 2 + second * second), within(1e-12));
    }

    @Test
    void ljungBox_ofWhiteNoise_hasTheMeanOfChiSquare_andOfDriftingNoiseIsDoubtful() {
        Random random = new Random(1);
        double sum = 0;
        for (int draw = 0; draw < 200; draw++) {
            double[] white = random.doubles(500, -1, 1).toArray();
            sum += Whiteness.ljungBox(white);
            assertThat(Whiteness.isDoubtful(white)).isFalse();
        }
        assertThat(sum / 200).isCloseTo(20, within(1.5));
        double[] drifting = new double[500];
        for (int k = 1; k < drifting.length; k++) {
            drifting[k] = 0.5 * drifting[k - 1] + random.nextGaussian();
        }
        assertThat(Whiteness.isDoubtful(drifting)).isTrue();
    }

    /** Of noise that keeps a part f from sample to sample it is (1 + f)/(1 - f). */
    @Test
    void correlated_ofWhiteNoise_isOne_andOfNoiseWithAMemoryItsSum() {
        Random random = new Random(2);
        double[] white = random.doubles(4000, -1, 1).toArray(), kept = new double[4000];
        for (int k = 1; k < kept.length; k++) {
            kept[k] = 0.5 * kept[k - 1] + random.nextGaussian();
        }
        assertThat(Whiteness.correlated(white)).isCloseTo(1, within(0.1));
        assertThat(Whiteness.correlated(kept)).isCloseTo(3, within(0.4));
        assertThat(Whiteness.correlated(new double[10])).isEqualTo(1);
    }

    /**
     * Noise whose samples remember 0.8 is found; spikes that a model misses, smooth errors, and what third differences deny are no noise.
     */
    @Test
    void noise_thatRemembers_isFound_andWhatAWrongModelLeavesIsNot() {
        Random random = new Random(3);
        double[] kept = new double[2000], missed = new double[2000], smooth = new double[2000];
        for (int k = 0; k < kept.length; k++) {
            double fresh = random.nextGaussian();
            kept[k] = k == 0 ? fresh : 0.8 * kept[k - 1] + 0.6 * fresh;
            missed[k] = kept[k] + (k % 100 < 5 && k < 500 ? 8 : 0);
            smooth[k] = fresh + Math.sin(k / 10.0);
        }
        double asWhite = Math.sqrt(1 - 1.5 * 0.8 + 0.6 * 0.64 - 0.1 * 0.512);
        Noise found = Noise.of(asWhite, kept);
        assertThat(found.deviation_mV()).isCloseTo(1, within(0.1));
        assertThat(found.correlation()).isCloseTo(0.8, within(0.03));
        assertThat(found.level_mV()).isCloseTo(3, within(0.5));
        assertThat(Noise.of(asWhite, missed)).isEqualTo(new Noise(asWhite, 0));
        assertThat(Noise.of(1, smooth)).isEqualTo(new Noise(1, 0));
        assertThat(Noise.of(0.1 * asWhite, kept)).isEqualTo(new Noise(0.1 * asWhite, 0));
    }

    /** Two numbers, one held by a penalty, and a third that was not fitted, against the same by hand. */
    @Test
    void posterior_ofLinearProblem_isTheClosedForm() {
        List<double[]> columns = List.of(new double[] {1, 0, 0}, new double[] {0, 2, 0}, new double[] {1, 1, 1});
        double[] residuals = {0, -1, 3};
        double s = 0.5, penalty = 4, before = 1, pull = 4;
        try (Posterior posterior = new Posterior(
                columns, residuals, s, new double[][] {{0, 0}, {0, penalty}}, new double[] {0, pull}, new double[][] {
                    {1e-4, 0}, {0, before}
                })) {
            double h = 4 / (s * s) + penalty;
            assertThat(posterior.deviation(new int[] {0}, new double[] {1})).isCloseTo(s, within(1e-4));
            assertThat(posterior.deviation(new int[] {1}, new double[] {1}))
                    .isCloseTo(Math.sqrt(4 / (s * s) + penalty * penalty / before) / h, within(1e-4));
            assertThat(posterior.deviation(new int[] {0, 1}, new double[] {1, 1}))
                    .isCloseTo(Math.hypot(s, Math.sqrt(4 / (s * s) + penalty * penalty / before) / h), within(1e-4));
            assertThat(posterior.determined()).isCloseTo(1 + 4 / (s * s) / h, within(1e-4));
            double slope = 2 / (s * s) - 2 / (s * s) / h * (-2 / (s * s) + pull);
            double curvature = 2 / (s * s) - 2 / (s * s) / h * 2 / (s * s);
            assertThat(posterior.score(2).change()).isCloseTo(-slope / curvature, within(1e-3));
            assertThat(posterior.score(2).gain()).isCloseTo(slope * slope / curvature, within(1e-2));
        }
    }

    @Test
    void knownNumbers_areAllThatIsNotFitted() {
        List<Parameter> all = KnownNumbers.of(cell(KNOWN_mS_per_cm2), List.of(), List.of());
        assertThat(all)
                .extracting(Parameter::name)
                .contains(
                        "capacitance_uF_per_cm2",
                        "hh-sodium.conductance_mS_per_cm2",
                        "hh-leak.reversal_mV",
                        "k.reversal_mV")
                .doesNotContain("axial_resistivity_ohm_cm");
        assertThat(KnownNumbers.of(cell(KNOWN_mS_per_cm2), List.of(), List.of(all.getFirst())))
                .isEqualTo(all.subList(1, all.size()));
    }

    /** A time of a file without ranges is changed by a factor, as one with them; what may be negative is not. */
    @Test
    void knownNumbers_ofAFileWithoutRanges_areFactorsWherePositive() {
        NmodlMechanism slow = NmodlMechanism.of("slow.mod", """
            NEURON { SUFFIX slow NONSPECIFIC_CURRENT i RANGE g, e, tau }
            PARAMETER { g = 0.001 (S/cm2) e = -80 (mV) tau = 30 (ms) }
            ASSIGNED { v (mV) i (mA/cm2) }
            STATE { n }
            BREAKPOINT { SOLVE states METHOD cnexp i = g*n*(v - e) }
            INITIAL { n = 0 }
            DERIVATIVE states { n' = (1/(1 + exp(-(v + 40)/5)) - n)/tau }
            """, 34, included -> included);
        Cell imported = new Cell(1, 1, -65, List.of(new Insertion(slow.mechanism())));
        List<Parameter> numbers = KnownNumbers.of(imported, List.of(), List.of());
        assertThat(numbers)
                .filteredOn(number -> number.transform() instanceof Transform.Linear)
                .extracting(Parameter::name)
                .containsExactly("slow.e_mV", "electrode.offset_mV");
        assertThat(numbers).extracting(Parameter::name).contains("slow.tau_ms", "slow.g_S_per_cm2");
    }

    @Test
    void evidence_ofExactModel_explains() {
        Evidence evidence = evidence(KNOWN_mS_per_cm2, 0);
        assertThat(evidence.isExplained()).isTrue();
        assertThat(evidence.suspects()).isEmpty();
    }

    /** Noise of 5 % of the range of voltages: most of the true curve lies within the bands. */
    @Test
    void evidence_ofNoisyRecording_explains_andItsBandsHoldTheTruth() {
        Recovery recovery = recovery(KNOWN_mS_per_cm2, 4);
        RecoveryResult found = recovery.run(1, _ -> {});
        Evidence evidence = recovery.evidence(found, _ -> {});
        assertThat(evidence.isExplained()).isTrue();
        VoltageGrid grid = VoltageGrid.STANDARD;
        double[] logit = new double[grid.nodes()], logTau = new double[grid.nodes()];
        found.curves().getFirst().evaluate(grid, logit, logTau);
        Bounds bounds = evidence.bands().getFirst();
        int visited = 0, inside = 0;
        for (int k = 0; k < grid.nodes(); k++) {
            double v = grid.voltage_mV(k) + 1e-9;
            if (v > -70 && v < 20) {
                double alpha = 0.01 * (v + 55) / (1 - Math.exp(-(v + 55) / 10));
                double beta = 0.125 * Math.exp(-(v + 65) / 80);
                visited += 2;
                double inf = Math.log(alpha / beta) - logit[k], tau = -Math.log(alpha + beta) - logTau[k];
                inside += Math.abs(inf) < Evidence.SURE * bounds.deviation(0, k, inf) ? 1 : 0;
                inside += Math.abs(tau) < Evidence.SURE * bounds.deviation(1, k, tau) ? 1 : 0;
            }
        }
        assertThat((double) inside / visited).isBetween(0.8, 1.0);
        assertConductanceTradesOffWithTheFourthPower(evidence.identifiability());
    }

    /** The current knows g n^4 alone. */
    private static void assertConductanceTradesOffWithTheFourthPower(Identifiability found) {
        assertThat(found.isSomethingDetermined()).isTrue();
        assertThat(found.undetermined()).isEmpty();
        TradeOff conductance = found.tradeOffs().stream()
                .filter(one -> one.first().part() instanceof Part.ModelNumber(Parameter number)
                        && number.name().equals("k.conductance_mS_per_cm2"))
                .findFirst()
                .orElseThrow();
        assertThat(conductance.first().by()).isCloseTo(Math.log(1.1), within(1e-12));
        assertThat(conductance.followers().getFirst().part()).isEqualTo(new Part.Curve(0, Way.SCALE));
        assertThat(conductance.followers().getFirst().by()).isCloseTo(-Math.log(1.1) / 4, within(0.004));
    }

    @Test
    void evidence_ofACellAtRest_determinesNothing() {
        int samples = 201;
        double[] v = new double[samples];
        Random random = new Random(3);
        Arrays.setAll(v, _ -> -70 + 0.3 * random.nextGaussian());
        Experiment rest = Experiment.atRoot(
                "rest", new SampledSignal(INTERVAL_ms, v), new SampledSignal(INTERVAL_ms, new double[samples]));
        Recovery recovery = recovery(cell(KNOWN_mS_per_cm2), rest);
        Evidence evidence = recovery.evidence(recovery.run(1, _ -> {}), _ -> {});
        assertThat(evidence.identifiability().isSomethingDetermined()).isFalse();
        assertThat(evidence.identifiability().undetermined()).containsExactly(0);
        assertThat(evidence.bands().getFirst().above().logTau())
                .as("a thousand times slower is as good")
                .allSatisfy(deviation -> assertThat(Evidence.SURE * deviation).isGreaterThan(Math.log(1000)));
    }

    @Test
    void evidence_ofWrongSodiumConductance_namesIt() {
        Evidence evidence = evidence(0.93 * KNOWN_mS_per_cm2, 0);
        assertThat(evidence.isExplained()).isFalse();
        assertThat(evidence.suspects().getFirst().parameter().name()).isEqualTo("hh-sodium.conductance_mS_per_cm2");
        assertThat(evidence.suspects().getFirst().value()).isBetween(1.03, 1 / 0.93);
    }

    /** Curves that make up for a reversal potential as well as they can end far from the recording; beside the right one they do not begin there. */
    @Test
    void evidence_ofARecoveryThatEndedFar_namesTheWrongNumberAndItsValue() {
        Recovery recovery = recovery(cell(KNOWN_mS_per_cm2, 1.05 * KNOWN_mV), recording(0));
        RecoveryResult found = recovery.run(1, _ -> {});
        assertThat(found.converged()).isFalse();
        Suspect first = recovery.evidence(found, _ -> {}).suspects().getFirst();
        assertThat(first.parameter().name()).isEqualTo("k.reversal_mV");
        assertThat(first.value()).isCloseTo(KNOWN_mV, within(0.05));
        assertThat(first.explained()).isGreaterThan(0.99);
    }

    /** Of 500 samples: 2 % of the squared distance are three deviations, 4 % more than four; of a model nearer than 0.015 mV nothing is. */
    @Test
    void suspects_whereRecordingsAreExplained_areThoseBeyondChance() {
        Parameter number =
                KnownNumbers.of(cell(KNOWN_mS_per_cm2), List.of(), List.of()).getFirst();
        List<Suspect> suspects = List.of(new Suspect(number, 1.1, 0.04), new Suspect(number, 1.2, 0.02));
        assertThat(beyondChance(suspects, 1)).containsExactly(suspects.getFirst());
        assertThat(beyondChance(suspects, 0.005)).isEmpty();
    }

    private static List<Suspect> beyondChance(List<Suspect> suspects, double deviation_mV) {
        double[] residuals = new double[500];
        Arrays.fill(residuals, deviation_mV);
        Evidence evidence = new Evidence(
                List.of(),
                List.of(),
                deviation_mV,
                List.of(),
                List.of(),
                suspects,
                new Identifiability(List.of(), List.of()));
        return RecoveryVerdict.beyondChance(evidence, residuals);
    }

    @Test
    void knownNumbers_holdTheElectrodeOfCurrents() {
        SampledSignal signal = new SampledSignal(INTERVAL_ms, new double[3]);
        Experiment clamped = Experiment.underClamp("vc", List.of(), 0, signal, new ClampedRecording(signal, 6, 0.1));
        assertThat(KnownNumbers.of(cell(KNOWN_mS_per_cm2), List.of(clamped), List.of()))
                .filteredOn(parameter -> parameter.quantity() instanceof Quantity.SeriesResistance_MOhm)
                .extracting(Parameter::start)
                .containsExactly(6.0);
    }

    private static Evidence evidence(double sodium_mS_per_cm2, double noise_mV) {
        Recovery recovery = recovery(sodium_mS_per_cm2, noise_mV);
        return recovery.evidence(recovery.run(1, _ -> {}), _ -> {});
    }

    private static Recovery recovery(double sodium_mS_per_cm2, double noise_mV) {
        return recovery(cell(sodium_mS_per_cm2), recording(noise_mV));
    }

    private static Recovery recovery(Cell cell, Experiment recording) {
        RecoverySettings settings = new RecoverySettings(
                RecoverySettings.Method.LM,
                List.of(12, 12),
                Scheme.STAGGERED,
                0.0125,
                new InitialCondition.AtVoltage());
        return new Recovery(cell, List.of("k"), List.of(), List.of(recording), settings);
    }

    /** The published cell with a potassium channel whose curves are not known. */
    private static Cell cell(double sodium_mS_per_cm2) {
        return cell(sodium_mS_per_cm2, KNOWN_mV);
    }

    private static Cell cell(double sodium_mS_per_cm2, double reversal_mV) {
        TabulatedChannel unknown = new TabulatedChannel(
                "unknown",
                VoltageGrid.STANDARD,
                List.of(new TabulatedGate("n", new Power.Fixed(4), LearnedCurves.initialise(List.of(1), 1))),
                36,
                reversal_mV);
        return new Cell(
                Cell.cylinderArea_um2(10, 1),
                1,
                -70,
                List.of(
                        new Insertion(
                                "hh-sodium",
                                HodgkinHuxley.sodium(),
                                Map.of("conductance_mS_per_cm2", sodium_mS_per_cm2)),
                        new Insertion("k", unknown, Map.of()),
                        new Insertion(HodgkinHuxley.leak())));
    }

    /** 50 ms of the published cell, computed at a fine step. */
    private static Experiment recording(double noise_mV) {
        Cell cell = new Cell(
                Cell.cylinderArea_um2(10, 1),
                1,
                -70,
                List.of(
                        new Insertion(HodgkinHuxley.sodium()),
                        new Insertion(HodgkinHuxley.potassium()),
                        new Insertion(HodgkinHuxley.leak())));
        double[] v = Simulation.of(cell, new Stimulus.Step(5, 40, 0.015), 50)
                .withStep(Scheme.STAGGERED, 0.0025)
                .withProbes(INTERVAL_ms, Probe.voltage())
                .run()
                .voltage_mV(0);
        Random random = new Random(7);
        double[] current = new double[v.length];
        for (int k = 0; k < v.length; k++) {
            v[k] += noise_mV * random.nextGaussian();
            current[k] = k >= 50 && k < 450 ? 0.015 : 0;
        }
        return Experiment.atRoot(
                "synthetic", new SampledSignal(INTERVAL_ms, v), new SampledSignal(INTERVAL_ms, current));
    }
}
