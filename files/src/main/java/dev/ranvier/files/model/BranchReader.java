package dev.ranvier.files.model;

import dev.ranvier.files.input.PhysicalQuantity;
import dev.ranvier.formula.NearestName;
import dev.ranvier.morphology.Morphology;
import dev.ranvier.morphology.MorphologyBuilder;
import dev.ranvier.morphology.MorphologyException;
import java.util.List;
import java.util.Map;

/** Builds a morphology from the list {@code branches}: straight cables, the root first, each on one before it. */
final class BranchReader {
    private static final Key NAME = Key.of("name");
    private static final Key TYPE = Key.of("type");
    private static final Key PARENT = Key.of("parent");
    private static final Key AT = Key.of("at");
    private static final Key LENGTH = new Key("length", PhysicalQuantity.LENGTH);
    private static final Key DIAMETER = new Key("diameter", PhysicalQuantity.LENGTH);
    private static final KeyGroup BRANCH = KeyGroup.of("morphology.branches", NAME, TYPE, PARENT, AT, LENGTH, DIAMETER);

    /** A branch's name may end with a number in brackets, as the names from SWC files do. */
    private static final String BRANCH_NAME = "[A-Za-z][A-Za-z0-9_-]*(\\[\\d+])?";

    private static final Map<String, Integer> TYPES = Regions.typeCodes();

    private final MorphologyBuilder builder = new MorphologyBuilder();

    private BranchReader() {}

    /** The tree that the list describes. */
    static Morphology morphology(YamlValue list) {
        List<YamlValue> branches = list.list();
        if (branches.isEmpty()) {
            throw list.wrong("at least one branch is needed");
        }
        BranchReader reader = new BranchReader();
        for (int k = 0; k < branches.size(); k++) {
            try {
                reader.add(branches.get(k).mapping(), k == 0);
            } catch (MorphologyException e) {
                throw branches.get(k).wrong(String.valueOf(e.getMessage()));
            }
        }
        return reader.builder.build();
    }

    private void add(YamlMapping branch, boolean isRoot) {
        branch.allowing(BRANCH);
        String name = name(branch.require(NAME));
        int type = type(branch.require(TYPE));
        double length_um = branch.positive(LENGTH);
        List<Double> diameters = diameters_um(branch.require(DIAMETER));
        if (isRoot) {
            branch.find(PARENT).ifPresent(parent -> {
                throw parent.wrong("the first branch is the root and has no parent");
            });
            builder.root(name, type, length_um, diameters.getFirst(), diameters.getLast());
        } else {
            builder.branch(
                    name,
                    type,
                    branch.require(PARENT).text(),
                    branch.find(AT).map(BranchReader::fraction).orElse(1.0),
                    length_um,
                    diameters.getFirst(),
                    diameters.getLast());
        }
    }

    private static String name(YamlValue value) {
        if (!value.text().matches(BRANCH_NAME)) {
            throw value.wrong(
                    "must be a letter followed by letters, digits, - or _, perhaps with a number in brackets: "
                            + value.shown());
        }
        return value.text();
    }

    private static double fraction(YamlValue value) {
        double fraction = value.number();
        if (fraction != 0 && fraction != 0.5 && fraction != 1) {
            throw value.wrong("must be 0, 0.5 or 1, is " + value.text()
                    + ": elsewhere on the parent, split that into two branches");
        }
        return fraction;
    }

    private static int type(YamlValue value) {
        Integer type = TYPES.get(value.text());
        if (type != null) {
            return type;
        }
        if (!value.isInteger()) {
            throw value.wrong("no type of branch: '" + value.text() + "'; "
                    + NearestName.hint(value.text(), TYPES.keySet()) + ", or an SWC code");
        }
        return (int) value.integer();
    }

    /** The diameter at the start and at the end. */
    private static List<Double> diameters_um(YamlValue value) {
        if (!value.isList()) {
            return List.of(value.positive());
        }
        List<Double> ends = value.list().stream().map(YamlValue::positive).toList();
        if (ends.size() != 2) {
            throw value.wrong("must be one diameter or [start, end], has " + ends.size());
        }
        return ends;
    }
}
