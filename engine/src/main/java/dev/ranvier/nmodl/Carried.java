package dev.ranvier.nmodl;

import dev.ranvier.formula.Algebra;
import dev.ranvier.formula.Expression;
import dev.ranvier.formula.Expression.Variable;
import dev.ranvier.formula.Motion;
import dev.ranvier.formula.Substitution;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a block finds in variables that another one has left. A step computes the currents, at the voltage before it, and then the
 * states, at the voltage after it. So a block of currents finds what that of the states has left, or INITIAL; one of states what that of
 * the currents has left. What is the same at all times goes into the formulas; all else becomes a state, which remembers.
 */
final class Carried {
    private static final String V = "v", V_BEFORE = "v_before";

    private final ModFile file;
    private final Map<String, Expression> initial;
    private final Map<String, Expression> current;
    private final Map<String, Expression> state;
    /** Names that are not carried: the voltage, the step, fields, states that are solved for. */
    private final Set<String> fixed;
    /** Those of them that stay. */
    private final Set<String> fields;

    private final Function<String, Expression> unset;
    private final Map<String, Motion.Update> memories = new LinkedHashMap<>();
    private final Map<String, Expression> inCurrent = new HashMap<>();
    private final Map<String, Expression> inState = new HashMap<>();
    private int depth;

    Carried(
            ModFile file,
            Map<String, Expression> initial,
            Map<String, Expression> current,
            Map<String, Expression> state,
            Set<String> fixed,
            Set<String> fields,
            Function<String, Expression> unset) {
        this.file = file;
        this.initial = initial;
        this.current = current;
        this.state = state;
        this.fixed = fixed;
        this.fields = fields;
        this.unset = unset;
    }

    /** States that only remember. */
    List<Motion.Update> memories() {
        return List.copyOf(memories.values());
    }

    /** A formula of the block of currents by names that are fixed or remembered. */
    Expression ofCurrent(Expression formula) {
        return substitution(formula, true).in(formula);
    }

    /** The same of the blocks of states. */
    Motion ofState(Motion motion) {
        Map<String, Expression> replaced = new HashMap<>();
        for (Expression slope : motion.slopes().values()) {
            replaced.putAll(replaced(slope, false));
        }
        if (motion instanceof Motion.Together together) {
            together.conserved().values().forEach(formula -> replaced.putAll(replaced(formula, false)));
        }
        return motion.with(new Substitution(replaced));
    }

    Expression ofState(Expression formula) {
        return substitution(formula, false).in(formula);
    }

    private Substitution substitution(Expression formula, boolean isCurrent) {
        return new Substitution(replaced(formula, isCurrent));
    }

    private Map<String, Expression> replaced(Expression formula, boolean isCurrent) {
        if (++depth > 100) {
            throw file.ofCurrents().wrong("blocks hand variables to each other in a circle");
        }
        Map<String, Expression> replaced = new HashMap<>();
        for (String name : names(formula)) {
            Map<String, Expression> known = isCurrent ? inCurrent : inState;
            if (!fixed.contains(name) && !known.containsKey(name) && !memories.containsKey(name)) {
                known.put(name, isCurrent ? foundByCurrent(name) : foundByState(name));
            }
            Expression value = known.get(name);
            if (value != null) {
                replaced.put(name, value);
            }
        }
        depth--;
        return replaced;
    }

    static Set<String> names(Expression formula) {
        return Expression.inOrder(List.of(formula)).stream()
                .filter(Variable.class::isInstance)
                .map(node -> ((Variable) node).name())
                .collect(Collectors.toSet());
    }

    private boolean stays(Expression formula) {
        return fields.containsAll(names(formula));
    }

    private Expression foundByCurrent(String name) {
        Expression left = state.get(name);
        if (left != null) {
            return remembered(name, left);
        }
        Expression here = current.get(name);
        if (here == null) {
            return fromInitial(name);
        }
        keptByCurrent(name, here);
        return Algebra.variable(name);
    }

    private Expression foundByState(String name) {
        Expression left = current.get(name);
        if (left != null && names(left).contains(name)) {
            return keptByCurrent(name, left);
        }
        if (left != null) {
            return atVoltageBefore(ofCurrent(left));
        }
        left = state.get(name);
        return left == null ? fromInitial(name) : remembered(name, left);
    }

    /** What the block of currents reads before it sets it, or sets only sometimes; returns what it is behind that block. */
    private Expression keptByCurrent(String name, Expression left) {
        Expression start = initial.getOrDefault(name, unset.apply(name));
        memories.put(name, new Motion.Update(name, Algebra.variable(name), start));
        Expression next = atVoltageBefore(ofCurrent(left));
        memories.put(name, new Motion.Update(name, next, start));
        inState.put(name, next);
        return next;
    }

    /** A formula of the block of currents where states are computed. */
    private Expression atVoltageBefore(Expression known) {
        if (!names(known).contains(V)) {
            return known;
        }
        memories.put(V_BEFORE, new Motion.Update(V_BEFORE, Algebra.variable(V), Algebra.variable(V)));
        return new Substitution(Map.of(V, Algebra.variable(V_BEFORE))).in(known);
    }

    private Expression remembered(String name, Expression left) {
        Expression start = initial.getOrDefault(name, unset.apply(name));
        if (stays(left)) {
            return left;
        }
        Expression self = Algebra.variable(name);
        memories.put(name, new Motion.Update(name, self, start));
        Expression next = ofState(left);
        if (stays(next)) {
            memories.remove(name);
            return next;
        }
        memories.put(name, new Motion.Update(name, next, start));
        return self;
    }

    private Expression fromInitial(String name) {
        Expression start = initial.get(name);
        if (start == null) {
            return unset.apply(name);
        }
        if (stays(start)) {
            return start;
        }
        memories.put(name, new Motion.Update(name, Algebra.variable(name), start));
        return Algebra.variable(name);
    }
}
