package dev.ranvier.cli.kinetics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.channel.GateCurves;
import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.channel.TabulatedGate;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.kinetics.GateId;
import dev.ranvier.kinetics.GateSamples;
import dev.ranvier.kinetics.Holdout;
import dev.ranvier.kinetics.LibraryChannel;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Stimulus;
import dev.ranvier.simulate.Simulation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A learned channel in a spiking cell beside the same channel with the curves that it was learned from. */
final class LibraryInCellTest {
    /** Twice what is measured. */
    private static final double SPIKE_ms = 0.0042, VOLTAGE_mV = 0.8;

    private static final double CONDUCTANCE_mS_per_cm2 = 2;

    private static final List<String> PUBLISHED = List.of(
            "K/2488_kv",
            "K/136309_ka_Traub",
            "Na/101629_na3n",
            "Na/114665_naxn",
            "Ca/101629_cal2",
            "Ca/116862_IT2",
            "IH/102288_Ih",
            "IH/64228_h",
            "KCa/116094_kca",
            "KCa/151825_BK");

    @TempDir
    private static Path folder;

    /** Gates of our own in the shapes of five families, as a table: steep and flat, wide and narrow, slow and fast. */
    @Test
    void cell_withLearnedChannels_isThatOfTheCurvesTheyWereLearnedFrom() throws IOException {
        StringBuilder table = new StringBuilder("family,channel,gate,voltage_mV,x_inf,tau_ms,exponent\n");
        //                                half, slope, tau, and its peak, at, width
        rows(table, "K,delayed,n", 4, new double[] {-40, 12, 1, 6, -50, 30});
        rows(table, "K,delayed,h", 1, new double[] {-62, -8, 2, 20, -60, 25});
        rows(table, "K,slow,p", 1, new double[] {-35, 10, 20, 300, -35, 20});
        rows(table, "Na,fast,m", 3, new double[] {-35, 7, 0.05, 0.4, -40, 25});
        rows(table, "Na,fast,h", 1, new double[] {-60, -6, 0.3, 8, -65, 15});
        rows(table, "Ca,low,m", 2, new double[] {-57, 6.2, 1, 9, -70, 15});
        rows(table, "Ca,low,h", 1, new double[] {-81, -4, 15, 60, -80, 12});
        rows(table, "IH,sag,l", 1, new double[] {-85, -9, 40, 400, -80, 18});
        Path file = Files.writeString(folder.resolve("ours.csv"), table);
        compare(file, List.of("K/delayed", "K/slow", "Na/fast", "Ca/low", "IH/sag"));
    }

    private static void rows(StringBuilder table, String gate, int exponent, double[] shape) {
        for (int v = -100; v <= 80; v += 4) {
            double xInf = 1 / (1 + Math.exp(-(v - shape[0]) / shape[1]));
            double tau_ms = shape[2] + shape[3] / Math.cosh((v - shape[4]) / shape[5]);
            table.append(gate + "," + v + "," + xInf + "," + tau_ms + "," + exponent + "\n");
        }
    }

    /**
     * An extra where a folder {@code shared} with the curves of the Ion Channel Genealogy lies beside the clone, skipped elsewhere:
     * ten published channels of five families.
     */
    @Test
    void optional_cellWithPublishedChannels_isThatOfTheirCurves() throws IOException {
        Path shared = Path.of("..", "..", "shared", "icg");
        Assumptions.assumeTrue(Files.isDirectory(shared), "shared/icg is absent");
        StringBuilder lines = new StringBuilder();
        for (String family : List.of("K", "Na", "Ca", "IH", "KCa")) {
            try (BufferedReader in = new BufferedReader(new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(shared.resolve(family + ".jsonl.gz"))), UTF_8))) {
                in.lines()
                        .filter(line -> PUBLISHED.stream()
                                .anyMatch(id ->
                                        line.contains("\"channel\":\"" + id.substring(id.indexOf('/') + 1) + "\"")))
                        .forEach(line -> lines.append(line).append('\n'));
            }
        }
        compare(Files.writeString(folder.resolve("published.jsonl"), lines), PUBLISHED);
    }

    private static void compare(Path file, List<String> ids) throws IOException {
        GateCollection gates = new GateCollection();
        GateFile.read(file, 6.3, 5e-5, gates);
        KineticsSettings settings =
                new KineticsSettings(List.of(16, 16), KineticsSettings.Models.LEARNED, 6.3, 5e-5, Holdout.NONE);
        FittedKinetics fitted =
                new KineticsRun(gates.gates(), gates.refused(), settings).run(folder.resolve("out"), 2, done -> {});
        KineticsRun.forget(folder.resolve("out"));
        for (String id : ids) {
            LibraryChannel channel = fitted.library().find(id).orElseThrow();
            TabulatedChannel ours = channel.tabulated("added", CONDUCTANCE_mS_per_cm2, reversal_mV(channel.family()));
            List<TabulatedGate> original = ours.gates().stream()
                    .map(gate -> new TabulatedGate(
                            gate.name(), gate.power(), interpolated(samples(gates, channel, gate.name()))))
                    .toList();
            assertSameTrace(
                    ours,
                    new TabulatedChannel(
                            "added",
                            VoltageGrid.STANDARD,
                            original,
                            CONDUCTANCE_mS_per_cm2,
                            reversal_mV(channel.family())),
                    id);
        }
    }

    private static GateSamples samples(GateCollection gates, LibraryChannel channel, String gate) {
        return gates.gates().stream()
                .filter(record -> record.id().equals(new GateId(channel.family(), channel.name(), gate)))
                .findFirst()
                .orElseThrow()
                .samples();
    }

    private static double reversal_mV(String family) {
        return switch (family) {
            case "Na" -> 50;
            case "Ca" -> 120;
            case "IH" -> -40;
            default -> -80;
        };
    }

    /** The curves at the table's voltages: logit x_inf and ln tau by {@link MonotoneCubic}. */
    static GateCurves interpolated(GateSamples data) {
        return (grid, logitInf, logTau) -> {
            double[] logit = new double[data.size()], log = new double[data.size()];
            for (int k = 0; k < data.size(); k++) {
                double x = Math.clamp(data.xInf()[k], 1e-7, 1 - 1e-7);
                logit[k] = Math.log(x / (1 - x));
                log[k] = Math.log(data.tau_ms()[k]);
            }
            for (int k = 0; k < grid.nodes(); k++) {
                logitInf[k] = MonotoneCubic.at(data.voltage_mV(), logit, grid.voltage_mV(k));
                logTau[k] = MonotoneCubic.at(data.voltage_mV(), log, grid.voltage_mV(k));
            }
        };
    }

    /** In a cell that spikes by Hodgkin and Huxley's channels, with the current that the channel adds. */
    static void assertSameTrace(TabulatedChannel ours, TabulatedChannel original, String what) {
        double[] a = voltage_mV(ours), b = voltage_mV(original);
        double[] spikesA = spikes_ms(a), spikesB = spikes_ms(b);
        assertThat(spikesA).as(what + ": number of spikes").hasSameSizeAs(spikesB);
        double worstSpike_ms = 0, worst_mV = 0;
        for (int k = 0; k < spikesA.length; k++) {
            worstSpike_ms = Math.max(worstSpike_ms, Math.abs(spikesA[k] - spikesB[k]));
        }
        for (int k = 0; k < a.length; k++) {
            worst_mV = Math.max(worst_mV, Math.abs(a[k] - b[k]));
        }
        assertThat(spikesA).as(what).isNotEmpty();
        assertThat(worstSpike_ms).as("%s: times of spikes", what).isLessThan(SPIKE_ms);
        assertThat(worst_mV).as("%s: voltage", what).isLessThan(VOLTAGE_mV);
    }

    private static double[] voltage_mV(TabulatedChannel channel) {
        Cell cell = new Cell(
                Cell.cylinderArea_um2(10, 1),
                1,
                -65,
                List.of(
                        new Insertion(HodgkinHuxley.sodium()),
                        new Insertion(HodgkinHuxley.potassium()),
                        new Insertion(HodgkinHuxley.leak()),
                        new Insertion("added", channel, Map.of())));
        return Simulation.of(cell, new Stimulus.Step(5, 40, 0.012), 50).run().voltage_mV(0);
    }

    private static double[] spikes_ms(double[] v) {
        List<Double> times = new ArrayList<>();
        double interval_ms = 50.0 / (v.length - 1);
        for (int k = 1; k < v.length; k++) {
            if (v[k - 1] < 0 && v[k] >= 0) {
                times.add(interval_ms * (k - 1 + v[k - 1] / (v[k - 1] - v[k])));
            }
        }
        return times.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
