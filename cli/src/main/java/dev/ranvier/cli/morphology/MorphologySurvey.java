package dev.ranvier.cli.morphology;

import dev.ranvier.cli.output.FileTrouble;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.Shown;
import dev.ranvier.files.input.TextFile;
import dev.ranvier.files.judge.MorphologyJudgement;
import dev.ranvier.morphology.Branch;
import dev.ranvier.morphology.Morphology;
import dev.ranvier.morphology.MorphologyException;
import dev.ranvier.morphology.RepairedMorphology;
import dev.ranvier.morphology.SwcReader;
import dev.ranvier.morphology.SwcRepair;
import dev.ranvier.morphology.SwcRepair.Soma;
import dev.ranvier.morphology.SwcType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is in an SWC file.
 *
 * @param file its name
 * @param morphology the shape; of a file that is refused, that which all repairs together make of it
 * @param refusal why it is refused as it stands, and what makes it readable; empty of one that is read
 * @param repairs what each rule would do, by the rule; without those that would do nothing
 */
public record MorphologySurvey(
        String file, Morphology morphology, Optional<String> refusal, Map<String, String> repairs) {
    private static final List<Soma> SOMATA = List.of(Soma.AS_IT_IS, Soma.ONE_SPHERE, Soma.ROOT_POINT);

    /**
     * Reads a file whose unit is so long.
     *
     * @throws BadInputException when it cannot be read, whatever is mended
     */
    public static MorphologySurvey of(Path file, double um_per_unit) {
        Map<String, String> repairs = new LinkedHashMap<>();
        for (SwcRule rule : SwcRule.EACH) {
            try {
                String done = counted(read(file, um_per_unit, rule.repair()));
                if (!done.isEmpty()) {
                    repairs.put(rule.text(), done);
                }
            } catch (MorphologyException e) {
                repairs.put(rule.text(), "does not make it readable alone");
            }
        }
        try {
            Morphology morphology = read(file, um_per_unit, SwcRepair.NONE).morphology();
            repairs.values().removeIf(done -> done.startsWith("does not"));
            return new MorphologySurvey(file.toString(), morphology, Optional.empty(), repairs);
        } catch (MorphologyException e) {
            return refused(file, um_per_unit, String.valueOf(e.getMessage()), repairs);
        }
    }

    /** Of a file that is refused: what would become of it if everything were mended. */
    private static MorphologySurvey refused(
            Path file, double um_per_unit, String complaint, Map<String, String> repairs) {
        String last = "";
        for (Soma soma : SOMATA) {
            try {
                RepairedMorphology all = read(file, um_per_unit, SwcRule.all(soma));
                int branches = all.morphology().branches().size();
                if (soma == Soma.ONE_SPHERE && branches == 1) {
                    continue; // all of it was soma
                }
                return new MorphologySurvey(
                        file.toString(),
                        all.morphology(),
                        Optional.of(complaint + ". All repairs together make it readable, with " + branches
                                + " branches: " + counted(all)),
                        repairs);
            } catch (MorphologyException e) {
                last = String.valueOf(e.getMessage());
            }
        }
        throw new BadInputException(
                complaint + ". No repair makes it readable" + (complaint.startsWith(last) ? "" : ": " + last));
    }

    private static RepairedMorphology read(Path file, double um_per_unit, SwcRepair repair) {
        TextFile.check(file, "SWC file");
        if (!Files.isRegularFile(file)) {
            throw new BadInputException("SWC file is no ordinary file: " + file);
        }
        try {
            return SwcReader.read(file, um_per_unit, repair);
        } catch (IOException e) {
            throw new BadInputException(file + ": SWC file cannot be read: " + FileTrouble.explained(e));
        }
    }

    private static String counted(RepairedMorphology repaired) {
        return repaired.counts().entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(count -> count.getKey() + ": " + count.getValue())
                .collect(Collectors.joining(", "));
    }

    /** What the person should know of its sizes. */
    public List<String> warnings() {
        return MorphologyJudgement.warnings(file, morphology);
    }

    /** What can be said of it in few words, by name. */
    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("branches", Integer.toString(morphology.branches().size()));
        facts.put("points", Integer.toString(points()));
        facts.put("largest extent", Shown.number(MorphologyJudgement.extent_um(morphology)) + " um");
        facts.put(
                "radii",
                Shown.number(MorphologyJudgement.radii_um(morphology).min().orElseThrow()) + " to "
                        + Shown.number(
                                MorphologyJudgement.radii_um(morphology).max().orElseThrow())
                        + " um");
        facts.put("length", Shown.number(length_um(morphology.branches())) + " um");
        facts.put("area", Shown.number(area_um2(morphology.branches())) + " um2");
        return facts;
    }

    private int points() {
        return morphology.branches().stream()
                .mapToInt(branch -> branch.points().size())
                .sum();
    }

    /** The branches of every type that there is. */
    Map<Integer, List<Branch>> byType() {
        return morphology.branches().stream()
                .collect(Collectors.groupingBy(Branch::type, TreeMap::new, Collectors.toList()));
    }

    static double length_um(List<Branch> branches) {
        return branches.stream().mapToDouble(Branch::length_um).sum();
    }

    static double area_um2(List<Branch> branches) {
        return branches.stream().mapToDouble(Branch::area_um2).sum();
    }

    /** The same for people, line by line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(facts().entrySet().stream()
                .map(fact -> fact.getKey() + " " + fact.getValue())
                .collect(Collectors.joining(", ")));
        byType().forEach((type, branches) -> lines.add(SwcType.label(type) + ": " + branches.size()
                + " branches, length " + Shown.number(length_um(branches)) + " um, area "
                + Shown.number(area_um2(branches)) + " um2"));
        repairs.forEach((rule, done) -> lines.add("repair: {" + rule + "}: " + done));
        return lines;
    }
}
