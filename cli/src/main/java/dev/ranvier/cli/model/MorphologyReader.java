package dev.ranvier.cli.model;

import dev.ranvier.formula.NearestName;
import dev.ranvier.cli.input.Quantity;
import dev.ranvier.morphology.Discretisation;
import dev.ranvier.morphology.Morphology;
import dev.ranvier.morphology.PyramidalCell;
import dev.ranvier.morphology.SwcReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the section {@code morphology}: an SWC file, a generated cell or a list of branches, and how to cut it. */
final class MorphologyReader {
    private static final Key SWC = Key.of("swc");
    private static final Key SCALE = Key.of("um_per_unit");
    private static final Key GENERATED = Key.of("generated");
    private static final Key SEED = Key.of("seed");
    private static final Key BRANCHES = Key.of("branches");
    private static final Key COMPARTMENTS = Key.of("compartments");
    private static final KeyGroup MORPHOLOGY =
            KeyGroup.of("morphology", SWC, SCALE, GENERATED, SEED, BRANCHES, COMPARTMENTS);

    private static final Key PER_BRANCH = Key.of("per_branch");
    private static final Key MAXIMUM_LENGTH = new Key("maximum_length", Quantity.LENGTH);
    private static final Key D_LAMBDA = Key.of("d_lambda");
    private static final Key FREQUENCY = new Key("frequency", Quantity.FREQUENCY);
    private static final KeyGroup RULE =
            KeyGroup.of("morphology.compartments", PER_BRANCH, MAXIMUM_LENGTH, D_LAMBDA, FREQUENCY);

    private static final String PYRAMIDAL = "pyramidal";

    private final Path folder;

    /** Looks for files in {@code folder}. */
    MorphologyReader(Path folder) {
        this.folder = folder;
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
        Path file = folder.resolve(value.text());
        if (!Files.isRegularFile(file)) {
            throw value.wrong("SWC file not found: " + file);
        }
        double um_per_unit = section.find(SCALE).map(YamlValue::positive).orElse(1.0);
        try {
            return SwcReader.read(file, um_per_unit);
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
    static Discretisation rule(YamlMapping section) {
        return section.find(COMPARTMENTS)
                .map(value -> rule(value, value.mapping()))
                .orElse(Discretisation.DLambda.USUAL);
    }

    /** Where the section says how to cut, or the section. */
    static YamlValue rulePlace(YamlMapping section) {
        return section.find(COMPARTMENTS).orElse(section.self());
    }

    private static Discretisation rule(YamlValue value, YamlMapping rule) {
        rule.allowing(RULE);
        Optional<Discretisation> perBranch =
                rule.find(PER_BRANCH).map(n -> new Discretisation.PerBranch(n.positiveInteger()));
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
}
