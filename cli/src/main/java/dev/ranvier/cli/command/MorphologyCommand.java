package dev.ranvier.cli.command;

import dev.ranvier.cli.judge.MorphologyJudgement;
import dev.ranvier.cli.output.FileTrouble;
import dev.ranvier.cli.output.Shown;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.morphology.Branch;
import dev.ranvier.morphology.Morphology;
import dev.ranvier.morphology.MorphologyException;
import dev.ranvier.morphology.RepairedMorphology;
import dev.ranvier.morphology.SwcReader;
import dev.ranvier.morphology.SwcRepair;
import dev.ranvier.morphology.SwcType;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ranvier morphology}. */
@Command(
        name = "morphology",
        description = {
            "Says what is in an SWC file: branches, lengths, areas and radii by type, sizes no neuron has; and of a"
                    + " file that is refused, which repairs would make it readable and what each would do.",
            ""
        },
        footer = {"", "Examples:", "  ranvier morphology cell.swc", "  ranvier morphology em.swc --um-per-unit 0.001"},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class MorphologyCommand implements Callable<Integer> {
    private static final double LEAST_RADIUS_um = 0.1;

    @Parameters(index = "0", paramLabel = "FILE.swc", description = "The file.")
    private Path file;

    @Option(
            names = "--um-per-unit",
            paramLabel = "UM",
            defaultValue = "1",
            description = "How long a unit of the file is (default ${DEFAULT-VALUE}).")
    private double um_per_unit;

    @Spec
    private CommandSpec spec;

    MorphologyCommand() {}

    @Override
    public Integer call() {
        if (!(um_per_unit >= 1e-9 && um_per_unit <= 1e9)) {
            throw new ParameterException(spec.commandLine(), "--um-per-unit must lie in [1e-9, 1e9]: " + um_per_unit);
        }
        PrintWriter out = spec.commandLine().getOut();
        try {
            print(read(SwcRepair.NONE), out);
            return ExitCode.DONE;
        } catch (MorphologyException e) {
            throw new BadInputException(e.getMessage() + ". " + repaired());
        }
    }

    private RepairedMorphology read(SwcRepair repair) {
        try {
            return SwcReader.read(file, um_per_unit, repair);
        } catch (IOException e) {
            throw new BadInputException("SWC file cannot be read: " + FileTrouble.explained(e));
        }
    }

    /** What would become of it if everything were mended. */
    private String repaired() {
        String last = "";
        for (SwcRepair.Soma soma :
                List.of(SwcRepair.Soma.AS_IT_IS, SwcRepair.Soma.ONE_SPHERE, SwcRepair.Soma.ROOT_POINT)) {
            try {
                RepairedMorphology repaired = read(new SwcRepair(
                        OptionalDouble.of(LEAST_RADIUS_um), SwcRepair.Fragments.DROP, true, true, soma, true, true));
                if (soma == SwcRepair.Soma.ONE_SPHERE
                        && repaired.morphology().branches().size() == 1) {
                    continue; // all of it was soma
                }
                return "All repairs together make it readable, with "
                        + repaired.morphology().branches().size() + " branches: "
                        + repaired.counts().entrySet().stream()
                                .map(count -> count.getKey() + ": " + count.getValue())
                                .collect(Collectors.joining(", "));
            } catch (MorphologyException e) {
                last = String.valueOf(e.getMessage());
            }
        }
        return "No repair makes it readable: " + last;
    }

    private void print(RepairedMorphology read, PrintWriter out) {
        Morphology morphology = read.morphology();
        out.println("branches " + morphology.branches().size() + ", points "
                + morphology.branches().stream()
                        .mapToInt(branch -> branch.points().size())
                        .sum()
                + ", largest extent " + Shown.number(MorphologyJudgement.extent_um(morphology)) + " um, radii "
                + Shown.number(MorphologyJudgement.radii_um(morphology).min().orElseThrow())
                + " to "
                + Shown.number(MorphologyJudgement.radii_um(morphology).max().orElseThrow())
                + " um");
        Map<Integer, List<Branch>> byType = morphology.branches().stream()
                .collect(Collectors.groupingBy(Branch::type, TreeMap::new, Collectors.toList()));
        byType.forEach((type, branches) -> out.println(SwcType.label(type) + ": " + branches.size()
                + " branches, length "
                + Shown.number(branches.stream().mapToDouble(Branch::length_um).sum()) + " um, area "
                + Shown.number(branches.stream().mapToDouble(Branch::area_um2).sum()) + " um2"));
        out.flush();
        MorphologyJudgement.warnings(file.toString(), morphology)
                .forEach(warning -> RanvierCommand.say(spec.commandLine().getErr(), warning));
    }
}
