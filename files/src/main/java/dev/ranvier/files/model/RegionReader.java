package dev.ranvier.files.model;

import dev.ranvier.files.input.PhysicalQuantity;
import dev.ranvier.formula.NearestName;
import dev.ranvier.model.Region;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.morphology.SwcType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads regions: the name of a type of branch or of a branch; a list, whose parts count all together; or a group with
 * {@code in} and {@code distance_um: [from, to]}, whose conditions must both hold.
 */
final class RegionReader {
    private static final Key IN = Key.of("in");
    private static final Key DISTANCE = new Key("distance", PhysicalQuantity.LENGTH);
    private static final KeyGroup REGION = KeyGroup.of("regions", IN, DISTANCE);
    private static final int SHOWN_NAMES = 12;

    private final Compartments compartments;
    private final Map<String, Region> named;

    /** Of regions of this cell. */
    RegionReader(Compartments compartments) {
        this.compartments = compartments;
        this.named = Regions.of(compartments);
    }

    /** The region, which has at least one compartment. */
    Region read(YamlValue value) {
        if (value.isList()) {
            return requireSomewhere(
                    value,
                    new Region.Union(value.list().stream().map(this::read).toList()));
        }
        return value.isMapping() ? requireSomewhere(value, common(value.mapping())) : read(value, value.text());
    }

    /** The region of that name, which has at least one compartment; {@code value} is where the name stands. */
    Region read(YamlValue value, String name) {
        Region region = named.get(name);
        if (region == null) {
            throw value.wrong("no region or branch is named '" + name + "'; "
                    + NearestName.of(name, named.keySet())
                            .map(near -> "did you mean '" + near + "'? ")
                            .orElse("")
                    + "Known: " + shownNames());
        }
        return requireSomewhere(value, region);
    }

    private String shownNames() {
        int more = named.size() - SHOWN_NAMES;
        return named.keySet().stream().limit(SHOWN_NAMES).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more branches" : "");
    }

    private Region common(YamlMapping group) {
        group.allowing(REGION);
        List<Region> parts = new ArrayList<>();
        group.find(IN).map(this::read).ifPresent(parts::add);
        group.find(DISTANCE).map(this::between).ifPresent(parts::add);
        if (parts.isEmpty()) {
            throw group.self().wrong("a region needs in, distance_um or both");
        }
        return parts.size() == 1 ? parts.getFirst() : new Region.Common(parts);
    }

    private Region between(YamlValue value) {
        if (!compartments.hasGeometry()) {
            throw value.wrong("a cell without a morphology has no distances");
        }
        List<YamlValue> ends = value.list();
        if (ends.size() != 2 || !(ends.getFirst().number() < ends.getLast().number())) {
            throw value.wrong("must be two path distances from the middle of the root, [from, to] with from < to");
        }
        return new Region.Between(ends.getFirst().number(), ends.getLast().number());
    }

    private Region requireSomewhere(YamlValue value, Region region) {
        if (IntStream.range(0, compartments.count())
                .noneMatch(node -> compartments.isCompartment(node) && region.contains(compartments, node))) {
            throw value.wrong("no compartment of the cell lies there; it has branches of the types "
                    + Regions.branchNames(compartments).stream()
                            .map(compartments::indexOf)
                            .map(compartments::branchType)
                            .map(SwcType::label)
                            .distinct()
                            .collect(Collectors.joining(", ")));
        }
        return region;
    }
}
