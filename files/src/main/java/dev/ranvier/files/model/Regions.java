package dev.ranvier.files.model;

import dev.ranvier.model.Region;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.morphology.SwcType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The regions of a cell that have names: {@code everywhere}, the types of its branches, and its branches. */
final class Regions {
    /** The name of all of a cell. */
    static final String EVERYWHERE = "everywhere";

    private static final Map<String, Set<Integer>> USUAL_TYPES = new LinkedHashMap<>();

    static {
        for (int type : List.of(SwcType.SOMA, SwcType.AXON, SwcType.BASAL, SwcType.APICAL)) {
            USUAL_TYPES.put(SwcType.label(type), Set.of(type));
        }
        USUAL_TYPES.put("dendrites", Set.of(SwcType.BASAL, SwcType.APICAL));
    }

    private Regions() {}

    /** By name, those that every cell may have first; a branch whose name is taken by a region is that region's. */
    static Map<String, Region> of(Compartments compartments) {
        Map<String, Region> regions = new LinkedHashMap<>();
        regions.put(EVERYWHERE, Region.everywhere());
        USUAL_TYPES.forEach((name, types) -> regions.put(name, new Region.OfType(types)));
        types(compartments).forEach(type -> regions.putIfAbsent(SwcType.label(type), new Region.OfType(Set.of(type))));
        branchNames(compartments).forEach(branch -> regions.putIfAbsent(branch, new Region.OnBranches(Set.of(branch))));
        return regions;
    }

    /** Whether a region of that name is made of the branches of some types, whatever their names. */
    static boolean isOfTypes(String name) {
        return name.equals(EVERYWHERE) || USUAL_TYPES.containsKey(name) || name.matches("type\\d+");
    }

    /** The SWC code of a type of branch. */
    static Map<String, Integer> typeCodes() {
        Map<String, Integer> codes = new LinkedHashMap<>();
        USUAL_TYPES.forEach((name, types) -> {
            if (types.size() == 1) {
                codes.put(name, types.iterator().next());
            }
        });
        return codes;
    }

    private static Set<Integer> types(Compartments compartments) {
        Set<Integer> types = new TreeSet<>();
        for (int branch = 0; branch < compartments.branchCount(); branch++) {
            types.add(compartments.branchType(branch));
        }
        return types;
    }

    /** The names of a cell's branches. */
    static List<String> branchNames(Compartments compartments) {
        return IntStream.range(0, compartments.branchCount())
                .mapToObj(compartments::branchName)
                .toList();
    }
}
