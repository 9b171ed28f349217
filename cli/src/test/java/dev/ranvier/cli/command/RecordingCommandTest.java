package dev.ranvier.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.files.model.ModelReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordingCommandTest {
    private static final Path RECORDINGS = Path.of("..", "files", "src", "test", "resources", "recordings");
    private static final String CELL = RECORDINGS.resolve("two.abf").toString();

    @TempDir
    private Path folder;

    /** Rows of doubles as numpy saves them. */
    private static void save(Path file, double[]... rows) throws IOException {
        String header =
                "{'descr': '<f8', 'fortran_order': False, 'shape': (" + rows.length + ", " + rows[0].length + "), }";
        header += " ".repeat(117 - header.length()) + "\n";
        ByteBuffer out = ByteBuffer.allocate(128 + Double.BYTES * rows.length * rows[0].length)
                .order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 0x93)
                .put("NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) 118);
        out.put(header.getBytes(StandardCharsets.ISO_8859_1));
        for (double[] row : rows) {
            for (double value : row) {
                out.putDouble(value);
            }
        }
        Files.write(file, out.array());
    }

    @Test
    void recording_lists_whatAFileHolds() {
        Ran ran = Ran.of("recording", CELL);
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out())
                .contains(
                        "format: ABF 2.6, episodic, 16-bit",
                        "protocol: steps",
                        "begun: 2026-01-02T01:00",
                        "sweeps: 2",
                        "sampled every: 0.05 ms",
                        "channels: Vm (mV), Im (pA)",
                        "command: Cmd (pA): holding -5 pA, step 1 + 0.15 a sweep ms to 10 + 2 a sweep pA, ramp",
                        "tag at 1 ms: drug on")
                .containsPattern("\n1 +0 +15 +300 +[-.\\d]+ +1 ")
                .containsPattern("\n2 +100 +15 +300 ");
        assertThat(Ran.of("recording", CELL, "--json").out())
                .startsWith("{")
                .contains("\"sweeps_in_file\" : 2", "\"name\" : \"Vm\"", "\"samples\" : 300");
    }

    @Test
    void recording_plot_isAPage() {
        Path page = folder.resolve("cell.html");
        Ran ran = Ran.of("recording", CELL, "--plot", page.toString());
        assertThat(ran.exitCode()).isZero();
        assertThat(page).content().contains("<svg", "two.abf", "Command Cmd", "drug on", "ranvier recording");
        assertThat(Ran.of(
                                "recording",
                                CELL,
                                "--plot",
                                folder.resolve("no/way.html").toString())
                        .complaint())
                .contains("file cannot be written");
    }

    @Test
    void recording_out_isASweepInOurOwnTable() throws IOException {
        Path out = folder.resolve("r.csv");
        Ran ran = Ran.of(
                "recording",
                CELL,
                "--sweep",
                "2",
                "--from-ms",
                "2",
                "--to-ms",
                "8",
                "--downsample",
                "2",
                "--junction",
                "10",
                "--bridge",
                "3",
                "--filter-khz",
                "4",
                "--drift-ms",
                "1",
                "--out",
                out.toString());
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err())
                .contains(
                        "the injected current is the command Cmd (pA)",
                        "120 samples from sample 41 on",
                        "liquid-junction potential of 10.0 mV",
                        "3.0 MOhm",
                        "4.0 kHz",
                        "drift is taken out",
                        "one of 2 samples",
                        "wrote 60 samples");
        List<String> lines = Files.readAllLines(out);
        assertThat(lines).hasSize(61).startsWith("t_ms,v_mV,i_nA");
        assertThat(lines.get(2)).startsWith("0.1,");
        assertThat(Ran.of("recording", out.toString()).out()).contains("sampled every: 0.1 ms", "channels: v_mV, i_nA");
    }

    @Test
    void recording_out_ofAVoltageClamp_hasItsCommand() throws IOException {
        Path out = folder.resolve("r.csv");
        Ran ran = Ran.of(
                "recording", RECORDINGS.resolve("contiguous.nwb").toString(), "--sweep", "4", "--out", out.toString());
        assertThat(ran.exitCode()).isZero();
        assertThat(Files.readAllLines(out)).hasSize(201).contains("0,-70,0", "3,-70,0.03");
    }

    @Test
    void recording_cell_isAModelOfItsSizeAndThreshold() throws IOException {
        int samples = 20_000;
        StringBuilder table = new StringBuilder("t_ms,v_mV,i_nA\n");
        double membrane = -65;
        boolean isRising = false;
        for (int k = 0; k < samples; k++) {
            double i = 0.14 + 0.05 * Math.sin(0.0117 * k) + 0.05 * Math.sin(0.0451 * k);
            table.append(String.format(Locale.ROOT, "%.1f,%.9f,%.9f\n", 0.1 * k, membrane, i));
            isRising |= membrane > -46;
            membrane += isRising ? 5 : (1 - Math.exp(-0.1 / 18)) * (150 * i - 65 - membrane);
            if (membrane > 20) {
                isRising = false;
                membrane = -60;
            }
        }
        Path spiking = folder.resolve("spiking.csv"), cell = folder.resolve("cell.yaml");
        Files.writeString(spiking, table);
        Ran ran = Ran.of("recording", spiking.toString(), "--cell", cell.toString());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("150 MOhm, 18.1 ms, 120 pF, at rest at -65 mV", "ranvier fit " + cell);
        assertThat(Files.readString(cell))
                .contains("area_um2: 12030", "conductance_mS_per_cm2: {fit: 0.0554}, reversal_mV: {fit: -65}")
                .containsPattern("name: m\n +power: 3\n +half_mV: \\{fit: -(39\\.\\d+|40)\\}");
        assertThat(ModelReader.read(cell, 1).fit().parameters()).hasSize(88);
        Ran other = Ran.of("recording", spiking.toString(), "--cell", cell.toString(), "--threshold", "-26");
        assertThat(other.exitCode()).as(other.err()).isZero();
        assertThat(Files.readString(cell))
                .contains("area_um2: 12030", "spikes that begin at -26 mV")
                .containsPattern("name: m\n +power: 3\n +half_mV: \\{fit: -20(\\.0)?\\}");
        assertThat(Files.readString(cell)).containsPattern("name: na .*\n.*\n.*\n +reversal_mV: 55(\\.0)?\n");
        Path tall = folder.resolve("tall.csv");
        Files.writeString(tall, table.toString().replaceAll(",1\\d\\.\\d+,", ",61,"));
        assertThat(Ran.of("recording", tall.toString(), "--cell", cell.toString(), "--threshold", "-26")
                        .exitCode())
                .isZero();
        assertThat(Files.readString(cell))
                .containsPattern("name: na .*\n.*\n.*\n +reversal_mV: 71(\\.0)?\n")
                .containsPattern("name: nap .*\n.*\n.*\n +reversal_mV: 71(\\.0)?\n");
        assertThat(Ran.of("recording", spiking.toString(), "--threshold", "-26").complaint())
                .contains("--threshold");
    }

    /** A membrane of 100 MOhm and 10 ms at -65 mV, and in the second file more current, under which it spikes every 50 ms. */
    @Test
    void recording_cell_isOfSeveralFilesWithACurrentEach() throws IOException {
        List<String> words = new ArrayList<>(List.of("recording"));
        for (int file = 0; file < 2; file++) {
            double[] v_mV = new double[2000], i_nA = new double[v_mV.length];
            double membrane = -65;
            for (int k = 0; k < v_mV.length; k++) {
                i_nA[k] = k / 500 % 2 == 0 ? 0 : file == 0 ? -0.2 : 0.2;
                v_mV[k] = file == 1 && k % 500 > 400 && k % 100 < 10 ? 10 * (k % 10) - 45 : membrane;
                membrane += (1 - Math.exp(-0.1 / 10)) * (100 * i_nA[k] - 65 - membrane);
            }
            Path there = Files.createDirectory(folder.resolve("file" + file));
            save(there.resolve("v_mV.npy"), v_mV);
            save(there.resolve("i_nA.npy"), i_nA);
            words.add(there.resolve("v_mV.npy").toString());
            words.add("--columns=current=i_nA.npy");
        }
        Path cell = folder.resolve("cell.yaml");
        words.addAll(List.of("--interval-ms", "0.1"));
        assertThat(Ran.of(words.toArray(String[]::new)).out()).contains("file0", "file1");
        words.addAll(List.of("--cell", cell.toString()));
        Ran ran = Ran.of(words.toArray(String[]::new));
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err())
                .contains(
                        "100 MOhm, 10.1 ms, 101 pF, at rest at -65 mV",
                        "--recording " + words.get(1) + " --recording " + words.get(3) + " --columns=current=i_nA.npy",
                        " --interval-ms=0.1 --stages windows");
        words.add("--columns=current=i_nA.npy");
        assertThat(Ran.of(words.toArray(String[]::new)).complaint()).contains("--columns is given 3 times", "2 files");
        assertThat(Ran.of("recording", CELL, CELL, "--json").complaint()).contains("take one file", "2 are given");
    }

    @Test
    void recording_badInput_exitsWith2AndSaysWhere() throws IOException {
        Path out = folder.resolve("r.csv");
        assertThat(Ran.of("recording", CELL, "--out", out.toString()).complaint())
                .contains("two.abf holds 2 sweeps: say which with --sweep 1");
        assertThat(Ran.of("recording", CELL, "--sweep", "3").complaint()).contains("--sweep 3", "has sweeps 1 to 2");
        assertThat(Ran.of("recording", CELL, "--sweep", "0").complaint()).contains("has sweeps 1 to 2");
        assertThat(Ran.of("recording", CELL, "--sweep", "2-x").complaint()).contains("--sweep: '2-x' must be");
        assertThat(Ran.of("recording", CELL, "--sweep", "1", "--out", out.toString(), "--from-ms", "99")
                        .complaint())
                .contains("--from-ms 99.0 lies behind the end of the sweep at 15.0 ms");
        assertThat(Ran.of("recording", CELL, "--sweep", "1", "--out", out.toString(), "--from-ms", "9", "--to-ms", "9")
                        .complaint())
                .contains("--from-ms 9.0");
        assertThat(Ran.of("recording", CELL, "--sweep", "2", "--out", out.toString(), "--from-ms", "-5")
                        .complaint())
                .contains("--from-ms -5.0: only 0 ms were recorded right before the sweep");
        assertThat(Ran.of("recording", CELL, "--sweep", "1", "--out", out.toString(), "--filter-khz", "0")
                        .complaint())
                .contains("--filter-khz must be positive");
        assertThat(Ran.of("recording", CELL, "--downsample", "0", "--sweep", "1", "--out", out.toString())
                        .complaint())
                .contains("--downsample must be 1 or more");
        Path binary = Files.write(folder.resolve("x.bin"), new byte[] {1, 2, 3, 0});
        assertThat(Ran.of("recording", binary.toString()).complaint()).contains("is not text, nor of a format");
        assertThat(out).doesNotExist();
    }

    /** A membrane of 150 MOhm and 18 ms behind an electrode of 12 MOhm; spikes come 10 ms after the step begins. */
    @Test
    void recording_ofSteps_tellsTheJumpOfTheElectrode() throws IOException {
        StringBuilder table = new StringBuilder("t_ms,v_mV,i_nA\n");
        double membrane = -65, before = 0;
        for (int k = 0; k < 3000; k++) {
            double i = k < 1000 || k > 2000 ? 0 : 0.1, spike = k % 1000 == 100 && i > 0 ? 90 : 0;
            table.append(String.format(Locale.ROOT, "%.1f,%.6f,%.3f\n", 0.1 * k, membrane + spike + 12 * before, i));
            membrane += (1 - Math.exp(-0.1 / 18)) * (150 * i - 65 - membrane);
            before = i;
        }
        String file = Files.writeString(folder.resolve("steps.csv"), table).toString();
        Ran ran = Ran.of("recording", file, "--electrode");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("at 2 edges of steps the voltage jumps by 12", "--bridge=12");
        String cell = folder.resolve("cell.yaml").toString();
        assertThat(Ran.of("recording", file, "--cell", cell).err()).contains("--bridge=12");
        assertThat(Ran.of("recording", file, "--bridge=12:0", "--cell", cell).err())
                .doesNotContain("electrode adds");
        assertThat(Ran.of("recording", file, "--to-ms", "90", "--electrode").complaint())
                .contains("no step of the current");
    }

    @Test
    void fit_toASweepOfAFileOfTheRig_isTheFitToItsTable() throws IOException {
        Path run = folder.resolve("run");
        assertThat(Ran.of("simulate", "examples/hh.yaml", "--out", run.toString())
                        .exitCode())
                .isZero();
        List<String> rows = Files.readAllLines(run.resolve("trace.csv"));
        int samples = rows.size() - 1;
        double[] volts = new double[samples], none = new double[samples];
        StringBuilder table = new StringBuilder("t_ms,v_mV\n");
        for (int k = 0; k < samples; k++) {
            String[] cells = rows.get(k + 1).split(",", -1);
            volts[k] = Double.parseDouble(cells[1]);
            table.append(cells[0]).append(',').append(cells[1]).append('\n');
        }
        Path csv = Files.writeString(folder.resolve("r.csv"), table), npy = folder.resolve("v_mV.npy");
        save(npy, none, volts);
        String model = "examples/hh-fit.yaml";
        Path one = folder.resolve("one"), other = folder.resolve("other");
        assertThat(Ran.of("fit", model, "--recording", csv.toString(), "--out", one.toString())
                        .exitCode())
                .isZero();
        Ran ran = Ran.of(
                "fit",
                model,
                "--recording",
                npy.toString(),
                "--interval-ms",
                "0.1",
                "--sweep",
                "2",
                "--out",
                other.toString());
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).contains("v_mV.npy sweep 2");
        assertThat(other.resolve("parameters.csv"))
                .content()
                .isEqualTo(Files.readString(one.resolve("parameters.csv")));
        assertThat(Ran.of("fit", model, "--recording", npy.toString(), "--interval-ms", "0.1", "--out", "x")
                        .complaint())
                .contains("v_mV.npy holds 2 sweeps: say which");
    }

    @Test
    void recover_takesSweepsToo() {
        assertThat(Ran.of("recover", "examples/hh-unknown-k.yaml", "--recording", CELL, "--sweep", "5", "--out", "x")
                        .complaint())
                .contains("--sweep 5", "has sweeps 1 to 2");
    }
}
