package dev.ranvier.neuron;

import java.util.Set;

/** Names that NMODL and NEURON allow. */
final class NmodlNames {
    /** What is taken: mechanisms that NEURON comes with, and words of its interpreter. */
    private static final Set<String> MECHANISMS =
            Set.of("pas", "hh", "extracellular", "capacitance", "fastpas", "morphology", "area", "diam", "ri");

    /** What every mechanism has or may see. */
    private static final Set<String> VARIABLES = Set.of(
            "v", "t", "dt", "i", "e", "g", "gbar", "area", "diam", "celsius", "eca", "ica", "cai", "cao", "usetable");

    /** Functions of the language, which are C's; then words of it, and of C, that no name may be. */
    private static final Set<String> WORDS = Set.of("""
        exp log log10 sqrt pow sin cos tan asin acos atan atan2 sinh cosh tanh fabs abs floor ceil fmod min
        max exprelr
        ALL ARTIFICIAL_CELL ASSIGNED BEFORE AFTER BREAKPOINT BY COMPARTMENT CONDUCTANCE CONSERVE CONSTANT
        CONSTRUCTOR DEFINE DEL DEL2 DEPEND DERIVATIVE DESTRUCTOR DISCRETE ELECTRODE_CURRENT ELSE EQUATION
        EXTERNAL FIRST FOR_NETCONS FORALL FROM FUNCTION FUNCTION_TABLE GLOBAL IF INCLUDE INDEPENDENT INITIAL
        KINETIC LAG LAST LIN1 LINEAR LOCAL LONGITUDINAL_DIFFUSION MATCH METHOD MODEL MUTEXLOCK MUTEXUNLOCK
        NET_RECEIVE NEURON NONLINEAR NONSPECIFIC_CURRENT NRNMUTEXLOCK PARAMETER PARTIAL PLOT POINTER
        POINT_PROCESS PROCEDURE PROTECT PUTQ GETQ RANGE READ REPRESENTS RESET SECTION SENS SOLVE SOLVEFOR
        START STATE STEADYSTATE STEP STEPPED SUFFIX SWEEP TABLE TERMINAL THREADSAFE TITLE TO UNITS UNITSOFF
        UNITSON USEION USING VALENCE VERBATIM VS WATCH WHILE WITH WRITE auto break case char const continue
        default do double else enum extern float for goto if inline int long register return short signed
        sizeof static struct switch typedef union unsigned void volatile while
        """.strip().split("\\s+"));

    private NmodlNames() {}

    /** A mechanism's name from that of a channel. */
    static String suffix(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_]", "_");
        String safe = Character.isLetter(plain.charAt(0)) ? plain : "m_" + plain;
        return MECHANISMS.contains(safe) || WORDS.contains(safe) ? safe + "_channel" : safe;
    }

    /** A variable's name from that of a parameter or state. */
    static String variable(String name) {
        return VARIABLES.contains(name) || WORDS.contains(name) ? name + "_" : name;
    }
}
