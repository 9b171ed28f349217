package dev.ranvier.cli.morphology;

import dev.ranvier.morphology.SwcRepair;
import dev.ranvier.morphology.SwcRepair.Fragments;
import dev.ranvier.morphology.SwcRepair.Soma;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A rule by which a file can be mended.
 *
 * @param text as it stands behind {@code repair:} in a model file
 * @param repair what the engine is told
 */
record SwcRule(String text, SwcRepair repair) {
    private static final OptionalDouble LEAST_um = OptionalDouble.of(0.1), ANY = OptionalDouble.empty();

    /** Every rule by itself. */
    static final List<SwcRule> EACH = List.of(
            new SwcRule(
                    "least_radius_um: " + LEAST_um.getAsDouble(),
                    new SwcRepair(LEAST_um, Fragments.REFUSE, false, false, Soma.AS_IT_IS, false, false)),
            new SwcRule("fragments: drop", alone(Fragments.DROP, false, false, Soma.AS_IT_IS, false, false)),
            new SwcRule("fragments: connect", alone(Fragments.CONNECT, false, false, Soma.AS_IT_IS, false, false)),
            new SwcRule("ids: renumber", alone(Fragments.REFUSE, true, false, Soma.AS_IT_IS, false, false)),
            new SwcRule("coincident: merge", alone(Fragments.REFUSE, false, true, Soma.AS_IT_IS, false, false)),
            new SwcRule("soma: one_sphere", alone(Fragments.REFUSE, false, false, Soma.ONE_SPHERE, false, false)),
            new SwcRule("soma: root_point", alone(Fragments.REFUSE, false, false, Soma.ROOT_POINT, false, false)),
            new SwcRule("columns: ignore_extra", alone(Fragments.REFUSE, false, false, Soma.AS_IT_IS, true, false)),
            new SwcRule("zero_parent: root", alone(Fragments.REFUSE, false, false, Soma.AS_IT_IS, false, true)));

    private static SwcRepair alone(
            Fragments fragments, boolean ids, boolean coincident, Soma soma, boolean columns, boolean zeroParent) {
        return new SwcRepair(ANY, fragments, ids, coincident, soma, columns, zeroParent);
    }

    /** All of them together, with this soma. */
    static SwcRepair all(Soma soma) {
        return new SwcRepair(LEAST_um, Fragments.DROP, true, true, soma, true, true);
    }
}
