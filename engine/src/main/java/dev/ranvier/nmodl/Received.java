package dev.ranvier.nmodl;

import dev.ranvier.formula.Algebra;
import dev.ranvier.formula.Expression;
import dev.ranvier.formula.FormulaPoint;
import dev.ranvier.formula.Formulation;
import dev.ranvier.nmodl.ModFile.Receive;
import dev.ranvier.nmodl.Scope.Variable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an event does: the block NET_RECEIVE, run with a weight. The connection's other numbers are states: a place has one connection.
 * {@code t} is the beginning of the step, which is where the engine has events arrive.
 */
final class Received {
    private static final String WEIGHT = "event.weight", FLAG = "event.flag";

    /** What variables are after an event, of those that it changes. */
    private final Map<String, Expression> after = new LinkedHashMap<>();
    /** Where the connection's numbers start. */
    private final Map<String, Expression> starts = new HashMap<>();

    /** Nothing. */
    Received() {}

    /**
     * Runs the block.
     *
     * @param known what blocks know
     * @param initial what INITIAL leaves
     */
    Received(
            Receive receive,
            ModFile file,
            Scope globals,
            Map<String, Expression> known,
            Map<String, Expression> initial) {
        Scope scope = new Scope(globals);
        List<String> own = receive.arguments().subList(1, receive.arguments().size());
        scope.put(receive.arguments().getFirst(), new Variable(WEIGHT, 1, false, true));
        scope.put("flag", new Variable(FLAG, 1, false, true));
        Map<String, Expression> first = new HashMap<>(initial), before = new HashMap<>(Time.ofEvents(known));
        for (String name : own) {
            boolean isFree = globals.find(name) == null && !Formulation.endsWithUnit(name);
            String key = isFree ? name : name + "_of_events";
            scope.put(name, new Variable(key, 1, false, true));
            first.put(key, Algebra.ZERO);
            starts.put(key, Algebra.ZERO);
        }
        for (Statement statement : receive.body()) {
            if (statement instanceof Statement.AtStart start) {
                Execution execution = new Execution(file, scope, first, (_, _) -> Optional.empty()).run(start.body());
                starts.replaceAll((key, _) -> execution.read(key));
            }
        }
        before.put(WEIGHT, FormulaPoint.WEIGHT);
        before.put(FLAG, Algebra.ZERO);
        Execution execution = new Execution(file, scope, before, (_, _) -> Optional.empty())
                .run(receive.body().stream()
                        .filter(statement -> !(statement instanceof Statement.AtStart))
                        .toList());
        new TreeMap<>(execution.values()).forEach((key, value) -> {
            if (!key.contains("#") && !value.equals(before.getOrDefault(key, Algebra.variable(key)))) {
                if (key.equals(WEIGHT)) {
                    throw receive.token()
                            .wrong("NET_RECEIVE changes its weight, which is not supported: use another"
                                    + " number of the connection for what changes");
                }
                if (Carried.names(value).contains("v")) {
                    throw receive.token()
                            .wrong("NET_RECEIVE gives '" + key + "' a value that depends on v, which is not"
                                    + " supported: read v in BREAKPOINT");
                }
                after.put(key, value);
            }
        });
    }

    /** What variables are after an event, of those that it changes. */
    Map<String, Expression> after() {
        return after;
    }

    /** Where the connection's numbers start. */
    Map<String, Expression> starts() {
        return starts;
    }
}
