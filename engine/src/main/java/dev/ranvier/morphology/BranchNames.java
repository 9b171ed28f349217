package dev.ranvier.morphology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names of a cell's branches: position by name, and an answer for a name that is not there. */
final class BranchNames {
    private static final int SHOWN = 12;

    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> positions = new HashMap<>();

    static BranchNames of(Collection<String> names) {
        BranchNames all = new BranchNames();
        names.forEach(all::add);
        return all;
    }

    /** Takes the next position; refuses a name that is there already. */
    void add(String name) {
        if (positions.putIfAbsent(name, names.size()) != null) {
            throw new MorphologyException(
                    "two branches have the name " + name + "; a name must say which branch is meant");
        }
        names.add(name);
    }

    int size() {
        return names.size();
    }

    String name(int branch) {
        return names.get(branch);
    }

    /** Position of a name; refuses an unknown one and says what there is. */
    int indexOf(String name) {
        Integer position = positions.get(name);
        if (position == null) {
            throw new MorphologyException("no branch is named " + name + "; there are " + families());
        }
        return position;
    }

    /** {@code soma, basal[0] to basal[53], apical[0] to apical[60]}: one entry for all names alike up to the bracket. */
    private String families() {
        Map<String, List<String>> families = new LinkedHashMap<>();
        for (String name : names) {
            int bracket = name.indexOf('[');
            families.computeIfAbsent(bracket < 0 ? name : name.substring(0, bracket), key -> new ArrayList<>())
                    .add(name);
        }
        List<String> entries = families.values().stream()
                .limit(SHOWN)
                .map(family -> family.size() == 1 ? family.getFirst() : family.getFirst() + " to " + family.getLast())
                .toList();
        int more = families.size() - entries.size();
        return String.join(", ", entries) + (more > 0 ? " and " + more + " more" : "");
    }
}
