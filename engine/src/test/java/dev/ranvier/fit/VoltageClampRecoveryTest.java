package dev.ranvier.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.Power;
import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.channel.TabulatedGate;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Region;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A family of voltage-clamp currents made by NEURON (make_voltage_clamp.py): x_inf and tau of its potassium channel. */
final class VoltageClampRecoveryTest {
    private static final Path FAMILY = Path.of("src/test/resources/golden/voltage_clamp_family.csv");
    private static final double INTERVAL_ms = 0.2, HOLDING_mV = -80, PREPULSE_mV = 30, AREA_um2 = Math.PI * 400;
    private static final String CONDUCTANCE = "conductance_mS_per_cm2";
    private static final double RESISTANCE_MOhm = 8, LEAK_mS_per_cm2 = 0.1;
    private static final double RANGE_pA = 3277, NOISE = 0.01, RANGE_mV = 100, BLANK_ms = 0.3;
    private static final RecoverySettings SETTINGS = new RecoverySettings(
            RecoverySettings.Method.LM, List.of(8, 8), Scheme.STAGGERED, 0.05, new InitialCondition.AtVoltage());
    private static final int FIRST_JUMP = 10, SECOND_JUMP = 110, THIRD_JUMP = 160;

    @Test
    void run_onAFamilyOfNeuron_findsCurves_theElectrode_andTheLeak() throws IOException {
        List<Parameter> numbers = List.of(
                new Parameter(
                        "resistance_MOhm",
                        new Quantity.SeriesResistance_MOhm(),
                        new Transform.Log(),
                        10,
                        Optional.empty()),
                new Parameter(
                        "leak",
                        new Quantity.ChannelParameter("leak", CONDUCTANCE, Region.everywhere()),
                        new Transform.Log(),
                        0.15,
                        Optional.empty()));
        RecoveryResult found = new Recovery(cell(), List.of("k"), numbers, family(), SETTINGS).run(1, _ -> {});

        assertThat(found.converged()).isTrue();
        assertThat(found.rmse_mV()).isCloseTo(NOISE * RANGE_mV, within(0.05));
        assertThat(found.values().get(0)).isCloseTo(RESISTANCE_MOhm, within(0.05 * RESISTANCE_MOhm));
        assertThat(found.values().get(1)).isCloseTo(LEAK_mS_per_cm2, within(0.1 * LEAK_mS_per_cm2));
        VoltageGrid grid = VoltageGrid.STANDARD;
        double[] logit = new double[grid.nodes()], logTau = new double[grid.nodes()];
        found.curves().getFirst().evaluate(grid, logit, logTau);
        for (int k = 0; k < grid.nodes(); k++) {
            double v = grid.voltage_mV(k) + 1e-9;
            if (v > HOLDING_mV && v < 20) {
                double alpha = 0.01 * (v + 55) / (1 - Math.exp(-(v + 55) / 10));
                double beta = 0.125 * Math.exp(-(v + 65) / 80);
                assertThat(1 / (1 + Math.exp(-logit[k])))
                        .as("x_inf at %s mV", v)
                        .isCloseTo(alpha / (alpha + beta), within(0.02));
                assertThat(Math.exp(logTau[k]) * (alpha + beta))
                        .as("tau at %s mV", v)
                        .isCloseTo(1, within(0.05));
            }
        }
    }

    @Test
    void commandBeyondTheCurves_isRefusedWithItsName() {
        double lowest_mV = VoltageGrid.STANDARD.low_mV(), highest_mV = VoltageGrid.STANDARD.high_mV();
        assertThatCode(() -> recoveryOfCommand(lowest_mV, highest_mV)).doesNotThrowAnyException();
        assertThatThrownBy(() -> recoveryOfCommand(lowest_mV - 10, -80))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll("from -150.0 to 110.0 mV", "sweep 3", "from -160.0 to -80.0 mV");
        assertThatThrownBy(() -> recoveryOfCommand(-80, highest_mV + 10)).isInstanceOf(ModelException.class);
    }

    private static Recovery recoveryOfCommand(double... command_mV) {
        Experiment sweep = Experiment.underClamp(
                "sweep 3",
                List.of(),
                0,
                new SampledSignal(INTERVAL_ms, new double[command_mV.length]),
                new ClampedRecording(new SampledSignal(INTERVAL_ms, command_mV), 10, BLANK_ms));
        return new Recovery(cell(), List.of("k"), List.of(), List.of(sweep), SETTINGS);
    }

    private static Cell cell() {
        TabulatedChannel k = new TabulatedChannel(
                "unknown",
                VoltageGrid.STANDARD,
                List.of(new TabulatedGate("n", new Power.Fixed(4), LearnedCurves.initialise(List.of(1), 1))),
                3,
                -95);
        return new Cell(
                AREA_um2,
                1,
                -70,
                List.of(
                        new Insertion("k", k, Map.of()),
                        new Insertion(
                                "leak",
                                HodgkinHuxley.leak(),
                                Map.of(CONDUCTANCE, Profile.of(LEAK_mS_per_cm2), "reversal_mV", Profile.of(-70)),
                                Region.everywhere())));
    }

    /** With white noise of one percent of the range of all currents. */
    private static List<Experiment> family() throws IOException {
        List<double[]> rows = new ArrayList<>();
        String title = "";
        for (String line : Files.readAllLines(FAMILY)) {
            if (line.startsWith("t_ms")) {
                title = line;
            } else if (!line.startsWith("#")) {
                rows.add(Arrays.stream(line.split(",", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray());
            }
        }
        String[] titles = title.split(",", -1);
        Random random = new Random(7);
        List<Experiment> family = new ArrayList<>();
        for (int column = 1; column < titles.length; column++) {
            double level_mV = Double.parseDouble(titles[column].split(" ", -1)[2]);
            double[] current_nA = new double[rows.size()], command_mV = new double[rows.size()];
            for (int s = 0; s < current_nA.length; s++) {
                current_nA[s] = 1e-3 * (rows.get(s)[column] + NOISE * RANGE_pA * random.nextGaussian());
                command_mV[s] =
                        s < FIRST_JUMP ? HOLDING_mV : s < SECOND_JUMP || s >= THIRD_JUMP ? level_mV : PREPULSE_mV;
            }
            family.add(Experiment.underClamp(
                            titles[column],
                            List.of(),
                            0,
                            new SampledSignal(INTERVAL_ms, current_nA),
                            new ClampedRecording(new SampledSignal(INTERVAL_ms, command_mV), 10, BLANK_ms))
                    .counting(RANGE_mV / (1e-3 * RANGE_pA)));
        }
        return family;
    }
}
