package dev.ranvier.nmodl;

import java.util.LinkedHashMap;
import java.util.Map;

/** Words of the language that are understood and not taken over, each with what to do about it. */
final class Unsupported {
    private static final Map<String, String> ADVICE = new LinkedHashMap<>();

    static {
        add(
                "its numbers are not in the file: write them into a FUNCTION, with TABLE or as a formula",
                "FUNCTION_TABLE");
        add("write what it does in BREAKPOINT, or in a block that is solved", "BEFORE", "AFTER");
        add("write its equations in DERIVATIVE, KINETIC or LINEAR", "NONLINEAR", "DISCRETE");
        add("a mechanism sees only its own compartment: take the diffusion out", "LONGITUDINAL_DIFFUSION", "PARTIAL");
        add(
                "a mechanism sees only its own compartment: make what it points at a PARAMETER",
                "POINTER",
                "BBCOREPOINTER");
        add("take it out", "TERMINAL", "CONSTRUCTOR", "DESTRUCTOR", "SENS", "LAG", "MATCH", "RESET", "FORALL");
        add("write the number in its place", "DEFINE");
        add("give the times of its events to synapses (times_ms)", "ARTIFICIAL_CELL");
        add("the voltage makes no events: compare v in BREAKPOINT", "WATCH");
        add("a mechanism sends no events: count the time in a state, or in t", "net_send", "net_event", "net_move");
        add(
                "inject noise instead (stimulus: noise, synapses: noise)",
                "scop_random",
                "unirand",
                "exprand",
                "normrand",
                "poisrand",
                "gauss",
                "set_seed",
                "nrn_random_pick",
                "nrn_random_play",
                "mcell_ran4_init");
    }

    private Unsupported() {}

    private static void add(String advice, String... words) {
        for (String word : words) {
            ADVICE.put(word, advice);
        }
    }

    /** Whether a word is one of these. */
    static boolean is(Token word) {
        return ADVICE.containsKey(word.text());
    }

    /** The complaint about it. */
    static NmodlException wrong(Token word) {
        return word.wrong(word.text() + " is not supported: " + ADVICE.get(word.text()));
    }
}
