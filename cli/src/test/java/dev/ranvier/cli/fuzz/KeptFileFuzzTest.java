package dev.ranvier.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.saved.Sealed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program keeps for itself, damaged, and, where a checksum tells, forged under a right one. */
final class KeptFileFuzzTest {
    private static final int STATE = 0x52_4e_56_53, STATE_VERSION = 3, FIT = 0x52_4e_56_43, FIT_VERSION = 2;
    private static final String CELL = """
        cell: {cylinder: {length_um: 10, radius_um: 1}, capacitance_uF_per_cm2: 1, initial_voltage_mV: -70}
        channels:
          - {name: na, type: hh-sodium, conductance_S_per_cm2: %s}
          - {name: k, type: hh-potassium}
          - {name: leak, type: hh-leak}
        stimulus: [step: {start_ms: 0.2, duration_ms: 1, amplitude_pA: 15}]
        synapses: [{type: nmda, times_ms: [0.5], weight_nS: 1, rise_ms: 2, decay_ms: 80}]
        simulation: {duration_ms: 4, dt_ms: 0.05}
        record: [na.m]
        """;
    private static final String PLAN = """
        model: m.yaml
        vary: [{key: channels.na.conductance_S_per_cm2, values: [0.1, 0.11, 0.12, 0.13]}]
        keep: {spikes: [v], traces: [v]}
        chunk_points: 2
        """;

    @TempDir
    private static Path folder;

    private static Path made;

    @BeforeAll
    static void rightFiles() throws IOException {
        made = Files.createDirectories(folder.resolve("right"));
        Files.writeString(made.resolve("m.yaml"), CELL.formatted("0.12"));
        Files.writeString(made.resolve("fit.yaml"), CELL.formatted("{fit: 0.1}"));
        Files.writeString(made.resolve("plan.yaml"), PLAN);
        StringBuilder gates = new StringBuilder("channel,gate,voltage_mV,x_inf,tau_ms,exponent\n");
        for (int gate = 0; gate < 3; gate++) {
            for (int v = -80; v <= 40; v += 20) {
                gates.append("c,n" + gate + "," + v + "," + 1 / (1 + Math.exp((-30.0 - v + gate) / 8)) + ",2,4\n");
            }
        }
        Files.writeString(made.resolve("g.csv"), gates);
        assertDone(0, "simulate", at("m.yaml"), "--out", at("run"));
        assertDone(0, "sweep", at("plan.yaml"), "--jobs", "1", "--out", at("sweep"));
        assertDone(0, kinetics(made));
    }

    private static String at(String name) {
        return made.resolve(name).toString();
    }

    private static void assertDone(int exitCode, String... command) {
        Fuzzing.Ran ran = Fuzzing.run(List.of(command));
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(exitCode);
    }

    private static String[] kinetics(Path out) {
        return new String[] {"kinetics", at("g.csv"), "--network", "2", "--jobs", "1", "--out", out.toString()};
    }

    private static String[] fit(Path out, String... more) {
        List<String> command = new ArrayList<>(List.of(
                "fit", at("fit.yaml"), "--recording", at("run/trace.csv"), "--jobs", "1", "--out", out.toString()));
        command.addAll(List.of(more));
        return command.toArray(String[]::new);
    }

    /** The files of an unfinished run that {@code wanted} names, taken while the command runs. */
    private static byte[] unfinished(Path out, Predicate<Path> wanted, String... command) throws IOException {
        CompletableFuture<Void> run = CompletableFuture.runAsync(() -> Fuzzing.run(List.of(command)));
        byte[] found = {};
        while (!run.isDone()) {
            try (Stream<Path> files = Files.exists(out) ? Files.walk(out) : Stream.empty()) {
                List<Path> all = files.filter(wanted).toList();
                found = all.isEmpty() ? found : Files.readAllBytes(all.getFirst());
            } catch (IOException | UncheckedIOException _) {
                // It is gone: the run has ended.
            }
        }
        run.join();
        assertThat(found).as("kept in " + out).isNotEmpty();
        return found;
    }

    private static byte[] forged(Mutation mutation, byte[] whole, int kind, int version) throws IOException {
        if (!mutation.once(2)) {
            return mutation.of(whole);
        }
        byte[] content = mutation.of(
                Sealed.read(new ByteArrayInputStream(whole), kind, version).readAllBytes());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Sealed.write(out, kind, version, data -> data.write(content));
        return out.toByteArray();
    }

    @Test
    void states() throws IOException {
        byte[] state = Files.readAllBytes(made.resolve("run/end.state"));
        Fuzzing.fuzz(
                folder,
                (mutation, here) -> List.of(
                        "simulate",
                        at("m.yaml"),
                        "--out",
                        here.resolve("out").toString(),
                        "--from",
                        Files.write(here.resolve("s.state"), forged(mutation, state, STATE, STATE_VERSION))
                                .toString()));
    }

    @Test
    void checkpoints() throws IOException {
        Path out = made.resolve("fit");
        Path[] place = new Path[1];
        byte[] state = unfinished(
                out,
                file -> {
                    boolean is = file.toString().endsWith(".state");
                    place[0] = is ? out.relativize(file) : place[0];
                    return is;
                },
                fit(out));
        Fuzzing.fuzz(folder, (mutation, here) -> {
            Path file = here.resolve("out").resolve(place[0]);
            Files.createDirectories(file.getParent());
            Files.write(file, forged(mutation, state, FIT, FIT_VERSION));
            return List.of(fit(here.resolve("out"), "--resume"));
        });
    }

    @Test
    void journals() throws IOException {
        Path out = made.resolve("kinetics");
        byte[] journal = unfinished(out, file -> file.toString().endsWith(".journal"), kinetics(out));
        Fuzzing.fuzz(folder, (mutation, here) -> {
            Path into = Files.createDirectories(here.resolve("out"));
            Files.write(
                    into.resolve("kinetics.journal"),
                    mutation.once(3) ? mutation.of(journal) : withForgedRecord(mutation, journal));
            return List.of(kinetics(into));
        });
    }

    /** One record changed, under its right length and checksum. */
    private static byte[] withForgedRecord(Mutation mutation, byte[] journal) {
        ByteBuffer whole = ByteBuffer.wrap(journal);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean isForged = false;
        while (whole.remaining() > 2 * Integer.BYTES) {
            int length = whole.getInt();
            whole.getInt();
            byte[] record = new byte[Math.min(length, whole.remaining())];
            whole.get(record);
            if (!isForged && (whole.remaining() == 0 || mutation.once(2))) {
                record = mutation.of(record);
                isForged = true;
            }
            CRC32 sum = new CRC32();
            sum.update(record);
            out.writeBytes(ByteBuffer.allocate(2 * Integer.BYTES)
                    .putInt(record.length)
                    .putInt((int) sum.getValue())
                    .array());
            out.writeBytes(record);
        }
        return out.toByteArray();
    }

    @Test
    void libraries() throws IOException {
        byte[] library = Files.readAllBytes(made.resolve("channels.rvc"));
        byte[] content = new GZIPInputStream(new ByteArrayInputStream(library)).readAllBytes();
        Fuzzing.fuzz(folder, (mutation, here) -> {
            byte[] changed = mutation.of(library);
            if (mutation.once(2)) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                try (GZIPOutputStream zipped = new GZIPOutputStream(out)) {
                    zipped.write(mutation.of(content));
                }
                changed = out.toByteArray();
            }
            return List.of(
                    "channel", Files.write(here.resolve("l.rvc"), changed).toString(), "table/c");
        });
    }

    /** What a sweep is, and the rows of its chunks. */
    @Test
    void sweeps() throws IOException {
        byte[] chunk = Files.readAllBytes(made.resolve("sweep/chunks/0000001.arrow"));
        String about = Files.readString(made.resolve("sweep/sweep.json"));
        Fuzzing.fuzz(folder, (mutation, here) -> {
            Path chunks = Files.createDirectories(here.resolve("out/chunks"));
            Files.copy(made.resolve("sweep/chunks/0000000.arrow"), chunks.resolve("0000000.arrow"));
            boolean inChunk = !mutation.once(4);
            Files.write(chunks.resolve("0000001.arrow"), inChunk ? mutation.of(chunk) : chunk);
            Files.write(
                    here.resolve("out/sweep.json"),
                    inChunk ? about.getBytes(StandardCharsets.UTF_8) : mutation.of(about));
            return List.of("sweep", "merge", here.resolve("out").toString());
        });
    }
}
