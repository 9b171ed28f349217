package dev.ranvier.files.model;

import dev.ranvier.files.input.PhysicalQuantity;
import dev.ranvier.files.judge.MorphologyJudgement;
import dev.ranvier.formula.NearestName;
import dev.ranvier.morphology.Branch;
import dev.ranvier.morphology.Discretisation;
import dev.ranvier.morphology.Morphology;
import dev.ranvier.morphology.PyramidalCell;
import dev.ranvier.morphology.RepairedMorphology;
import dev.ranvier.morphology.SwcReader;
import dev.ranvier.morphology.SwcRepair;
import dev.ranvier.morphology.SwcType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the section {@code morphology}: an SWC file, a generated cell or a list of branches, and how to cut it. */
final class MorphologyReader {
    private static final Key SWC = Key.of("swc");
    private static final Key SCALE = Key.of("um_per_unit");
    private static final Key REPAIR = Key.of("repair");
    private static final Key GENERATED = Key.of("generated");
    private static final Key SEED = Key.of("seed");
    private static final Key BRANCHES = Key.of("branches");
    private static final Key COMPARTMENTS = Key.of("compartments");
    private static final KeyGroup MORPHOLOGY =
            KeyGroup.of("morphology", SWC, SCALE, REPAIR, GENERATED, SEED, BRANCHES, COMPARTMENTS);

    private static final Key PER_BRANCH = Key.of("per_branch");
    private static final Key MAXIMUM_LENGTH = new Key("maximum_length", PhysicalQuantity.LENGTH);
    private static final Key D_LAMBDA = Key.of("d_lambda");
    private static final Key FREQUENCY = new Key("frequency", PhysicalQuantity.FREQUENCY);
    private static final KeyGroup RULE =
            KeyGroup.of("morphology.compartments", PER_BRANCH, MAXIMUM_LENGTH, D_LAMBDA, FREQUENCY);

    private static final String PYRAMIDAL = "pyramidal", OTHERWISE = "otherwise";

    private final Path folder;
    private final List<String> notes;

    /** Looks for files in {@code folder} and adds to {@code notes}. */
    MorphologyReader(Path folder, List<String> notes) {
        this.folder = folder;
        this.notes = notes;
    }

    /** The shape. */
    Morphology read(YamlMapping section) {
        section.allowing(MORPHOLOGY);
        List<Key> kinds = List.of(SWC, GENERATED, BRANCHES).stream()
                .filter(kind -> section.find(kind).isPresent())
                .toList();
        if (kinds.size() != 1) {
            throw section.self().wrong("exactly one of swc, generated and branches is needed");
        }
        refuse(section, SCALE, SWC);
        refuse(section, REPAIR, SWC);
        refuse(section, SEED, GENERATED);
        YamlValue value = section.require(kinds.getFirst());
        return kinds.getFirst().equals(SWC)
                ? swc(section, value)
                : kinds.getFirst().equals(GENERATED) ? generated(section, value) : BranchReader.morphology(value);
    }

    private static void refuse(YamlMapping section, Key key, Key kind) {
        if (section.find(key).isPresent() && section.find(kind).isEmpty()) {
            throw section.require(key).wrong("means something only with " + kind.stem());
        }
    }

    private Morphology swc(YamlMapping section, YamlValue value) {
        Path file = value.fileIn(folder);
        if (!Files.isRegularFile(file)) {
            throw value.wrong("SWC file not found: " + file);
        }
        double um_per_unit = section.find(SCALE).map(YamlValue::positive).orElse(1.0);
        try {
            RepairedMorphology read = SwcReader.read(
                    file,
                    um_per_unit,
                    section.find(REPAIR)
                            .map(repair -> RepairReader.read(repair.mapping()))
                            .orElse(SwcRepair.NONE));
            read.counts().forEach((what, times) -> notes.add(file + ": " + what + ": " + times));
            notes.addAll(MorphologyJudgement.warnings(file.toString(), read.morphology()));
            return read.morphology();
        } catch (IOException e) {
            throw value.wrong("SWC file cannot be read: " + e);
        }
    }

    private static Morphology generated(YamlMapping section, YamlValue value) {
        if (!value.text().equals(PYRAMIDAL)) {
            throw value.wrong("no cell of that kind: '" + value.text() + "'; "
                    + NearestName.hint(value.text(), List.of(PYRAMIDAL)));
        }
        return PyramidalCell.USUAL.grow(section.require(SEED).integer());
    }

    /** How to cut the shape; the d_lambda rule unless the section says something else. */
    static Discretisation rule(YamlMapping section, Morphology morphology) {
        return section.find(COMPARTMENTS)
                .map(value -> rule(value, value.mapping(), morphology))
                .orElse(Discretisation.DLambda.USUAL);
    }

    /** Where the section says how to cut, or the section. */
    static YamlValue rulePlace(YamlMapping section) {
        return section.find(COMPARTMENTS).orElse(section.self());
    }

    private static Discretisation rule(YamlValue value, YamlMapping rule, Morphology morphology) {
        rule.allowing(RULE);
        Optional<Discretisation> perBranch = rule.find(PER_BRANCH).map(n -> perBranch(n, morphology));
        Optional<Discretisation> maximumLength =
                rule.find(MAXIMUM_LENGTH).map(length -> new Discretisation.MaximumLength(length.positive()));
        Optional<Discretisation> dLambda = rule.find(D_LAMBDA)
                .map(fraction -> new Discretisation.DLambda(
                        fraction.positive(),
                        rule.find(FREQUENCY)
                                .map(YamlValue::positive)
                                .orElse(Discretisation.DLambda.USUAL.frequency_Hz())));
        refuse(rule, FREQUENCY, D_LAMBDA);
        if (rule.values().size() - (rule.find(FREQUENCY).isPresent() ? 1 : 0) != 1) {
            throw value.wrong("exactly one of per_branch, maximum_length_um and d_lambda is needed");
        }
        return perBranch.or(() -> maximumLength).or(() -> dLambda).orElseThrow();
    }

    /** One number for all branches, or numbers by the types and names of branches, of which the first that fits counts. */
    private static Discretisation perBranch(YamlValue value, Morphology morphology) {
        if (!value.isMapping()) {
            return new Discretisation.PerBranch(value.positiveInteger());
        }
        YamlMapping numbers = value.mapping();
        Map<String, Integer> compartments = new LinkedHashMap<>();
        numbers.values().forEach((name, number) -> {
            List<Branch> named = morphology.branches().stream()
                    .filter(branch -> isCalled(branch, name))
                    .toList();
            if (named.isEmpty()) {
                throw Objects.requireNonNull(numbers.keys().get(name))
                        .wrong("no branch is of that type or has that name; "
                                + NearestName.hint(name, names(morphology)));
            }
            int each = number.positiveInteger();
            named.forEach(branch -> compartments.putIfAbsent(branch.name(), each));
        });
        morphology.branches().stream()
                .filter(branch -> !compartments.containsKey(branch.name()))
                .findFirst()
                .ifPresent(branch -> {
                    throw value.wrong("no number for " + branch.name() + ": add its type or its name, or otherwise");
                });
        return new Discretisation.ByName(compartments, new Discretisation.PerBranch(1));
    }

    private static boolean isCalled(Branch branch, String name) {
        return name.equals(OTHERWISE)
                || name.equals(branch.name())
                || name.equals(withoutNumber(branch))
                || name.equals(SwcType.label(branch.type()));
    }

    private static String withoutNumber(Branch branch) {
        return branch.name().replaceFirst("\\[\\d+]$", "");
    }

    private static List<String> names(Morphology morphology) {
        return Stream.concat(
                        morphology.branches().stream()
                                .flatMap(branch -> Stream.of(SwcType.label(branch.type()), withoutNumber(branch)))
                                .distinct(),
                        Stream.of(OTHERWISE))
                .toList();
    }
}
