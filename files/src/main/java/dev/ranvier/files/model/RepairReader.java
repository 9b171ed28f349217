package dev.ranvier.files.model;

import dev.ranvier.files.input.PhysicalQuantity;
import dev.ranvier.formula.NearestName;
import dev.ranvier.morphology.SwcRepair;
import java.util.Map;
import java.util.OptionalDouble;

/** Reads {@code repair}: what may be mended in an SWC file. What is not named is not mended. */
final class RepairReader {
    private static final Key LEAST_RADIUS = new Key("least_radius", PhysicalQuantity.LENGTH);
    private static final Key FRAGMENTS = Key.of("fragments");
    private static final Key IDS = Key.of("ids");
    private static final Key COINCIDENT = Key.of("coincident");
    private static final Key SOMA = Key.of("soma");
    private static final Key COLUMNS = Key.of("columns");
    private static final Key ZERO_PARENT = Key.of("zero_parent");
    private static final KeyGroup REPAIR =
            KeyGroup.of("morphology.repair", LEAST_RADIUS, FRAGMENTS, IDS, COINCIDENT, SOMA, COLUMNS, ZERO_PARENT);

    private RepairReader() {}

    static SwcRepair read(YamlMapping repair) {
        repair.allowing(REPAIR);
        return new SwcRepair(
                repair.find(LEAST_RADIUS)
                        .map(radius -> OptionalDouble.of(radius.positive()))
                        .orElse(OptionalDouble.empty()),
                one(
                        repair,
                        FRAGMENTS,
                        Map.of("drop", SwcRepair.Fragments.DROP, "connect", SwcRepair.Fragments.CONNECT),
                        SwcRepair.Fragments.REFUSE),
                one(repair, IDS, Map.of("renumber", true), false),
                one(repair, COINCIDENT, Map.of("merge", true), false),
                one(
                        repair,
                        SOMA,
                        Map.of("one_sphere", SwcRepair.Soma.ONE_SPHERE, "root_point", SwcRepair.Soma.ROOT_POINT),
                        SwcRepair.Soma.AS_IT_IS),
                one(repair, COLUMNS, Map.of("ignore_extra", true), false),
                one(repair, ZERO_PARENT, Map.of("root", true), false));
    }

    private static <T> T one(YamlMapping repair, Key key, Map<String, T> known, T otherwise) {
        return repair.find(key)
                .map(value -> {
                    T meant = known.get(value.text());
                    if (meant == null) {
                        throw value.wrong("no such repair: '" + value.text() + "'; "
                                + NearestName.hint(value.text(), known.keySet()));
                    }
                    return meant;
                })
                .orElse(otherwise);
    }
}
