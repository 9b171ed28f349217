package dev.ranvier.cli.kinetics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.kinetics.Flag;
import dev.ranvier.kinetics.Omnimodel;
import dev.ranvier.kinetics.Screening;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GateFileTest {
    private static final String V = "\"v\":[-80,-60,-40,-20,0]";
    private static final String GOOD = "{'family':'K','channel':'kv','gate':'n','exponent':4,'in_family':true,"
            + V + ",'data':[{'celsius':[6.3,23.0],'cai_mM':null,'xinf':[0.1,0.2,0.5,0.8,0.9],'tau':[1,2,3,2,1]},"
            + "{'celsius':[37.0],'cai_mM':null,'xinf':[0,0,0,0,0],'tau':[1,1,1,1,1]}],"
            + "'icg_omnimodel':{'sm4':{'ss':[0.1,-4],'tau':[-40,6,0.02,0.03]},'sm5':{'ss':[1],'tau':[]}}}";

    @TempDir
    private Path folder;

    private GateCollection read(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, name.endsWith(".gz") ? zipped(text) : text.getBytes(StandardCharsets.UTF_8));
        return read(file);
    }

    private static GateCollection read(Path file) {
        GateCollection gates = new GateCollection();
        GateFile.read(file, 6.3, 5e-5, gates);
        return gates;
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    @Test
    void read_zippedLine_hasTheCurvesOfItsTemperature() throws IOException {
        GateRecord gate = read("a.jsonl.gz", json(GOOD) + "\n").gates().getFirst();
        assertThat(gate.id()).hasToString("K/kv/n");
        assertThat(gate.exponent()).isEqualTo(4);
        assertThat(gate.inFamily()).isTrue();
        assertThat(gate.samples().xInf()).containsExactly(0.1, 0.2, 0.5, 0.8, 0.9);
        assertThat(gate.published()).extracting("form").containsExactly(Omnimodel.SM4);
    }

    @Test
    void read_severalCalciumConcentrations_takesTheNearest() throws IOException {
        String entry = "{'celsius':[6.3],'cai_mM':%s,'xinf':[%s,0,0,0,0],'tau':[1,1,1,1,1]}";
        String line = "{'family':'KCa','channel':'c','gate':'o'," + V + ",'data':["
                + String.join(",", entry.formatted("0.0005", "0.5"), entry.formatted("5e-05", "0.25")) + "]}";
        assertThat(read("a.jsonl", json(line)).gates().getFirst().samples().xInf()[0])
                .isEqualTo(0.25);
    }

    @Test
    void read_linesThatCannotBeUsed_areLeftOutAndTheRestGoesOn() throws IOException {
        List<String> lines = List.of(
                GOOD,
                GOOD.substring(0, 200),
                "[1, 2]",
                GOOD.replace("'n'", "'few'").replace(V, "\"v\":[1,2,3]"),
                GOOD.replace("'n'", "'unsorted'").replace("-60,-40", "-40,-60"),
                GOOD.replace("'n'", "'cold'").replace("6.3,", ""),
                GOOD.replace("'n'", "'short'").replace("[1,2,3,2,1]", "[1,2,3]"),
                GOOD.replace("'gate':'n',", ""),
                GOOD,
                "",
                GOOD.replace("kv", "second"));
        GateCollection gates = read("bad.jsonl", json(String.join("\n", lines)));
        assertThat(gates.gates()).extracting(gate -> gate.id().channel()).containsExactly("kv", "second");
        assertThat(gates.leftOut()).hasSize(8);
        assertThat(gates.leftOut().get(0)).contains("bad.jsonl:2: not valid JSON", "column");
        assertThat(gates.leftOut().get(1)).contains("bad.jsonl:3: not one JSON object");
        assertThat(gates.leftOut().get(2)).contains(":4: gate K/kv/few: at least 4 voltages are needed: 3");
        assertThat(gates.leftOut().get(3))
                .contains(":5: gate K/kv/unsorted: voltages must rise: -60.0 mV follows -40.0 mV");
        assertThat(gates.leftOut().get(4)).contains(":6: no curves at 6.3 degrees");
        assertThat(gates.leftOut().get(5)).contains(":7: gate K/kv/short: x_inf and tau need a value at each of the 5");
        assertThat(gates.leftOut().get(6)).contains(":8: key 'gate' must be a text");
        assertThat(gates.leftOut().get(7)).contains(":9: gate K/kv/n was there already", "bad.jsonl:1");
    }

    @Test
    void read_valuesThatAreMissingOrImpossible_areFlagged() throws IOException {
        String line = GOOD.replace("[0.1,0.2,0.5,0.8,0.9]", "[null,NaN,0.5,1.3,Infinity]")
                .replace("[1,2,3,2,1]", "[0,-1,3,2,1]");
        GateRecord gate = read("a.jsonl", json(line)).gates().getFirst();
        assertThat(new Screening(gate.samples()).flags())
                .contains(Flag.MISSING_POINTS, Flag.X_INF_OUTSIDE_0_1, Flag.TAU_NOT_POSITIVE, Flag.NOT_FITTED);
    }

    @Test
    void read_damagedGzip_saysWhereAndWhatToDo() throws IOException {
        StringBuilder many = new StringBuilder();
        Random random = new Random(1);
        for (int k = 0; k < 300; k++) {
            many.append(json(GOOD).replace("kv", "kv" + random.nextLong())).append('\n');
        }
        byte[] whole = zipped(many.toString());
        byte[] changed = whole.clone();
        Arrays.fill(changed, whole.length / 2, whole.length / 2 + 40, (byte) 0x55);
        for (byte[] damaged :
                List.of(Arrays.copyOf(whole, whole.length / 2), changed, "no gzip".getBytes(StandardCharsets.UTF_8))) {
            Path file = Files.write(folder.resolve("damaged.jsonl.gz"), damaged);
            assertThatExceptionOfType(BadInputException.class)
                    .isThrownBy(() -> read(file))
                    .withMessageContaining("damaged.jsonl.gz: the gzip file is truncated or damaged after line ")
                    .withMessageContaining("get it again");
        }
    }

    @Test
    void read_aLineThatNoMemoryHolds_isRefused() throws IOException {
        Path file = Files.write(folder.resolve("long.jsonl.gz"), zipped(" ".repeat(40_000_000)));
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> read(file))
                .withMessageContaining("long.jsonl.gz: a line has more than");
    }

    @Test
    void read_missingFileOrFolder_isRefused() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> read(folder.resolve("none.jsonl.gz")))
                .withMessageContaining("no such file of gates: " + folder.resolve("none.jsonl.gz"));
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> read(folder))
                .withMessageContaining(folder + " is a folder");
    }

    /** Values that no gate has are left out, and said. */
    @Test
    void read_valuesOfAnotherUnit_areNamed() throws IOException {
        assertThat(read("a.jsonl", "\ufeff" + json(GOOD)).doubts()).isEmpty();
        assertThat(read("a.jsonl", json(GOOD.replace("0.8,0.9", "20,30"))).doubts())
                .singleElement()
                .asString()
                .contains("a.jsonl:1: gate K/kv/n: x_inf reaches 30.0, and 2 of 5 values", "percent");
        assertThat(read("a.jsonl", json(GOOD.replace("[1,2,3,2,1]", "[1,-2,3,2,1]")))
                        .doubts())
                .singleElement()
                .asString()
                .contains("tau is negative at 1 of 5");
        assertThat(read("a.jsonl", json(GOOD.replace("[1,2,3,2,1]", "[0.001,0.002,0.003,0.002,0.001]")))
                        .doubts())
                .singleElement()
                .asString()
                .contains("is it in seconds?");
        assertThat(read("a.jsonl", json(GOOD.replace("[-80,", "[-1e300,"))).leftOut())
                .singleElement()
                .asString()
                .contains("which no membrane does");
        assertThat(read(
                                "a.jsonl",
                                json(GOOD.replace("0.1,0.2,0.5,0.8,0.9", "5,4,3,2,1")
                                        .replace("[1,2,3,2,1]", "[0.9,0.5,0.1,0.1,0]")))
                        .leftOut())
                .singleElement()
                .asString()
                .contains("are the two swapped?");
        assertThat(read("a.jsonl", json(GOOD.replace("0.8,0.9", "0.8,'open'"))).leftOut())
                .singleElement()
                .asString()
                .contains("key 'xinf' must be a list of numbers or null: open");
    }

    @Test
    void read_table_collectsTheRowsOfEachGate() throws IOException {
        StringBuilder table = new StringBuilder("channel,gate,voltage_mV,x_inf,tau_ms,exponent,family\n");
        for (int v = 0; v < 4; v++) {
            table.append("a,m,").append(v).append(",0.5,2,3,Na\na,h,").append(v).append(",,1,,Na\n");
        }
        table.append("a,few,0,1,1,1,K\n");
        GateCollection gates = read("t.csv", table.toString());
        assertThat(gates.gates()).extracting(gate -> gate.id().toString()).containsExactly("Na/a/m", "Na/a/h");
        assertThat(gates.gates().getFirst().exponent()).isEqualTo(3);
        assertThat(gates.gates().getLast().exponent()).isNaN();
        assertThat(gates.gates().getLast().samples().xInf()).containsOnly(Double.NaN);
        assertThat(gates.leftOut()).singleElement().asString().contains("t.csv:10", "K/a/few", "at least 4 voltages");
        assertThat(read("t.csv", table.toString().replace("a,m,2,0.5,2,3", "a,m,2,0.5,2,4"))
                        .leftOut()
                        .getFirst())
                .contains("gate Na/a/m: its rows have different exponents: 3.0 and 4.0");
    }

    @Test
    void read_wrongTables_areRefused() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> read("t.csv", "channel,gate,v,x_inf,tau_ms\na,m,0,1,1\n"))
                .withMessageContaining("missing column voltage_mV");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> read("t.csv", "channel,gate,voltage_mV,x_inf,tau_ms\na,m,0,one,1\n"))
                .withMessageContaining("t.csv:2: column 'x_inf' must hold a number: 'one'");
    }
}
