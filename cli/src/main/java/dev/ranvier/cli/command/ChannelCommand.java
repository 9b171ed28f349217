package dev.ranvier.cli.command;

import dev.ranvier.cli.output.Staging;
import dev.ranvier.cli.report.ChannelReport;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.library.LibraryFile;
import dev.ranvier.files.model.ChannelCatalogue;
import dev.ranvier.files.model.KnownChannel;
import dev.ranvier.files.table.CsvWriter;
import dev.ranvier.kinetics.ChannelLibrary;
import dev.ranvier.kinetics.CurveValues;
import dev.ranvier.kinetics.LibraryChannel;
import dev.ranvier.kinetics.LibraryGate;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.StateCurves;
import dev.ranvier.mechanism.VoltageGrid;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ranvier channel}. */
@Command(
        name = "channel",
        description = {
            "Shows a channel: a type of the model file, a .channel.yaml or .mod file, or one of a library. Of the"
                + " first three it prints what was understood, formulas, parameters and curves; --out writes them as a"
                + " page.",
            "",
            "Of a library it prints the curves of a learned channel as a table (family, channel, gate, exponent,"
                + " voltage_mV, x_inf, tau_ms), which 'ranvier kinetics' reads too; without an id, lists the channels"
                + " of the library.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ranvier channel hh-sodium",
            "  ranvier channel kdr.channel.yaml --out kdr",
            "  ranvier channel kinetics/channels.rvc",
            "  ranvier channel kinetics/channels.rvc K/2488_kv > kv.csv"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ChannelCommand implements Callable<Integer> {
    private static final String LIBRARY_ENDING = ".rvc";

    @Parameters(
            index = "0",
            paramLabel = "CHANNEL",
            description =
                    "A type of the model file, a .channel.yaml or .mod file, or a library that 'ranvier kinetics' has"
                            + " made.")
    private Path path;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ID",
            description = "Family and name of a channel, or its name.")
    private Optional<String> id;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for a page about it, channel.html.")
    private Optional<Path> outputPath;

    @Spec
    private CommandSpec spec;

    ChannelCommand() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        String type = path.toString();
        if (KnownChannel.isFile(path)) {
            KnownChannel.Found found = KnownChannel.read(path);
            show(found.mechanism(), out);
            found.warnings().forEach(warning -> out.println("warning: " + warning));
            out.flush();
            return ExitCode.DONE;
        }
        boolean isLibrary = Files.exists(path) || type.endsWith(LIBRARY_ENDING);
        if (!isLibrary || ChannelCatalogue.types().contains(type)) {
            show(KnownChannel.ofType(type), out);
            return ExitCode.DONE;
        }
        ChannelLibrary library = LibraryFile.read(path);
        if (id.isPresent()) {
            table(find(library, id.get())).write(out);
        } else {
            library.channels().forEach((name, channel) -> out.println(name + "  " + gates(channel)));
        }
        out.flush();
        return ExitCode.DONE;
    }

    private void show(Mechanism mechanism, PrintWriter out) throws IOException {
        KnownChannel.Text text = KnownChannel.text(mechanism);
        out.println(mechanism.schema().name() + (text.source().isEmpty() ? "" : ", " + text.source()));
        text.formulas().forEach((name, formula) -> out.println("  " + name + " = " + formula));
        text.parameters().forEach((name, value) -> out.println("  " + name + ": " + value));
        ChannelCurves.print(StateCurves.of(mechanism, ChannelCurves.COARSE), out);
        if (outputPath.isPresent()) {
            try (Staging staging = Staging.in(outputPath.get())) {
                String page = ChannelReport.html(
                        mechanism.schema().name(),
                        text.source(),
                        text.formulas(),
                        text.parameters(),
                        StateCurves.of(mechanism, VoltageGrid.STANDARD),
                        VoltageGrid.STANDARD,
                        "ranvier channel " + path + " --out " + outputPath.get());
                Files.writeString(staging.file("channel.html"), page);
                out.println(staging.publish());
            }
        }
        out.flush();
    }

    private LibraryChannel find(ChannelLibrary library, String wanted) {
        try {
            return LibraryFile.channel(library, wanted);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(path + ": " + e.getMessage());
        }
    }

    private static String gates(LibraryChannel channel) {
        return channel.gates().stream()
                .map(gate -> gate.id().gate() + (gate.inFamily() ? "" : " (another current)"))
                .collect(Collectors.joining(", "));
    }

    private static CsvWriter table(LibraryChannel channel) {
        VoltageGrid grid = VoltageGrid.STANDARD;
        int nodes = grid.nodes();
        double[] voltage_mV =
                IntStream.range(0, nodes).mapToDouble(grid::voltage_mV).toArray();
        CurveValues[] curves = channel.gates().stream()
                .map(gate -> CurveValues.of(gate.curves(), voltage_mV))
                .toArray(CurveValues[]::new);
        return new CsvWriter(channel.gates().size() * nodes)
                .column("family", _ -> CsvWriter.cell(channel.family()))
                .column("channel", _ -> CsvWriter.cell(channel.name()))
                .column(
                        "gate",
                        row -> CsvWriter.cell(gate(channel, row / nodes).id().gate()))
                .column("exponent", row -> exponent(gate(channel, row / nodes)))
                .column("voltage_mV", row -> CsvWriter.text(voltage_mV[row % nodes]))
                .column("x_inf", row -> CsvWriter.text(curves[row / nodes].xInf()[row % nodes]))
                .column("tau_ms", row -> CsvWriter.text(curves[row / nodes].tau_ms()[row % nodes]));
    }

    private static LibraryGate gate(LibraryChannel channel, int number) {
        return channel.gates().get(number);
    }

    private static String exponent(LibraryGate gate) {
        return Double.isNaN(gate.exponent()) ? "" : CsvWriter.text(gate.exponent());
    }
}
