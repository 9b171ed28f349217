package dev.ranvier.nmodl;

import dev.ranvier.formula.Algebra;
import dev.ranvier.formula.Condition;
import dev.ranvier.formula.Expression;
import dev.ranvier.formula.Expression.Constant;
import dev.ranvier.formula.Motion;
import dev.ranvier.formula.Substitution;
import dev.ranvier.nmodl.ModFile.Routine;
import dev.ranvier.nmodl.Scope.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs a block with formulas for values: what stands in a variable at its end is a formula by what stood in variables before. Procedures
 * and functions are run where they are called, loops as often as they go round, of a choice both branches.
 */
final class Execution {
    private static final int MOST_STATEMENTS = 100_000, MOST_ROUNDS = 10_000, DEEPEST = 40;

    /** How slopes that a block states become new states. */
    interface Stepping {
        /**
         * The value of a state after the step, if later statements see it.
         *
         * @param slope with {@link #own} for the state where the statement names it; what other variables have of it is not marked
         */
        Optional<Expression> step(String state, Expression slope);
    }

    /** A state where the statement of its slope names it. */
    static Expression own(String state) {
        return Algebra.variable(state + "@");
    }

    private final ModFile file;
    private final Scope globals;
    private final Stepping stepping;
    private final TermValue terms;
    private Map<String, Expression> values = new HashMap<>();
    private final Reactions reactions;
    private final List<Statement.Solve> solves = new ArrayList<>();
    private final Map<String, Expression> origins = new LinkedHashMap<>();
    /** What must be zero in a LINEAR block. */
    private final List<Expression> balances = new ArrayList<>();

    private int statements;
    private int depth;
    private int made;

    Execution(ModFile file, Scope globals, Map<String, Expression> before, Stepping stepping) {
        this.file = file;
        this.globals = globals;
        this.stepping = stepping;
        this.terms = new TermValue(this);
        this.reactions = new Reactions(this, terms, globals);
        values.putAll(before);
    }

    /** The key of a state's slope. */
    static String slopeOf(String state) {
        return state + "'";
    }

    Execution run(List<Statement> body) {
        run(body, new Scope(globals));
        return this;
    }

    /** What stands in variables, of those that were given a value. */
    Map<String, Expression> values() {
        return values;
    }

    List<Statement.Solve> solves() {
        return solves;
    }

    Map<String, Expression> conserved() {
        return reactions.conserved();
    }

    /** Where states are that a SOLVE then brings to rest. */
    Map<String, Expression> origins() {
        return origins;
    }

    Expression read(String key) {
        Expression value = values.get(key);
        return value == null ? Algebra.variable(key) : value;
    }

    void write(String key, Expression value) {
        values.put(key, value);
    }

    /** Adds to what a block has given a variable. */
    void add(String key, Expression more) {
        values.merge(key, more, Algebra::add);
    }

    private void run(List<Statement> body, Scope scope) {
        for (Statement statement : body) {
            if (++statements > MOST_STATEMENTS) {
                throw file.ofCurrents().wrong("a block takes more than " + MOST_STATEMENTS + " statements");
            }
            run(statement, scope);
        }
    }

    private void run(Statement statement, Scope scope) {
        switch (statement) {
            case Statement.Assign(Term.Name target, Term value) -> assign(target, terms.of(value, scope), scope);
            case Statement.Slope(Term.Name state, Term value) -> slope(terms.key(state, scope), value, scope);
            case Statement.Run(Term.Call call) -> {
                if (!TermValue.IGNORED.contains(call.function().text())) {
                    terms.of(call, scope);
                }
            }
            case Statement.If choice -> choose(choice, scope);
            case Statement.From loop -> loop(loop, scope);
            case Statement.While loop -> {
                for (int round = 0; terms.isTrue(loop.condition(), scope, loop.token()); round++) {
                    if (round == MOST_ROUNDS) {
                        throw loop.token().wrong("goes round more than " + MOST_ROUNDS + " times");
                    }
                    run(loop.body(), new Scope(scope));
                }
            }
            case Statement.Local local ->
                local.names().forEach(name -> declare(name.name(), name.size(), name.isArray(), scope));
            case Statement.Solve solve -> {
                if (file.kinds.get(solve.block().text()) == ModFile.Kind.LINEAR) {
                    solveLinear(solve.block());
                } else {
                    solves.add(solve);
                }
                statesOf(solve.block()).forEach(state -> {
                    origins.put(state, read(state));
                    if (solve.isSteadyState()) {
                        values.put(state, Algebra.variable(state));
                    }
                });
            }
            case Statement.Table _ -> {} // its routine knows
            case Statement.AtStart start -> throw start.token().wrong("INITIAL stands by itself, or in NET_RECEIVE");
            case Statement.Reaction reaction -> reactions.react(reaction, scope);
            case Statement.Balance(Token _, Term left, Term right) ->
                balances.add(Algebra.subtract(terms.of(left, scope), terms.of(right, scope)));
            case Statement.Conserve conserve -> reactions.conserve(conserve, scope);
            case Statement.Compartment compartment -> reactions.compartment(compartment, scope);
        }
    }

    /** The states that a block solves for. */
    Set<String> statesOf(Token block) {
        Routine routine =
                file.routine(block.text()).orElseThrow(() -> block.wrong("there is no block " + block.shown()));
        Set<String> found = new HashSet<>();
        for (Statement statement : routine.body()) {
            switch (statement) {
                case Statement.Slope(Term.Name state, Term _) ->
                    found.addAll(globals.get(state.token()).elements());
                case Statement.Reaction reaction -> {
                    reaction.left()
                            .forEach(share -> found.addAll(
                                    globals.get(share.name().token()).elements()));
                    reaction.right()
                            .forEach(share -> found.addAll(
                                    globals.get(share.name().token()).elements()));
                }
                default -> {}
            }
        }
        return found;
    }

    private void slope(String key, Term value, Scope scope) {
        Expression before = read(key);
        values.put(key, own(key));
        Expression slope = terms.of(value, scope);
        values.put(key, before);
        values.put(slopeOf(key), new Substitution(Map.of(((Expression.Variable) own(key)).name(), before)).in(slope));
        stepping.step(key, slope).ifPresent(next -> values.put(key, next));
    }

    /** The states of a block of linear equations become its solution. */
    private void solveLinear(Token block) {
        List<String> states = new ArrayList<>();
        file.states
                .values()
                .forEach(state -> states.addAll(globals.get(state.token()).elements()));
        Map<String, Expression> unknown = new HashMap<>();
        states.forEach(state -> unknown.put(state, read(state)));
        states.forEach(state -> values.put(state, Algebra.variable(state)));
        balances.clear();
        run(file.routine(block.text()).orElseThrow().body(), new Scope(globals));
        values.putAll(unknown);
        values.putAll(LinearEquations.solved(block, states, balances));
    }

    /** A new variable of a scope, 0 at first; its key. */
    String declare(String name, int size, boolean array, Scope scope) {
        Variable variable = new Variable(name + "#" + made++, size, array, true);
        scope.put(name, variable);
        variable.elements().forEach(key -> values.put(key, Algebra.ZERO));
        return variable.key();
    }

    private void assign(Term.Name target, Expression value, Scope scope) {
        values.put(terms.key(target, scope), value);
    }

    private void choose(Statement.If choice, Scope scope) {
        Condition condition = terms.condition(choice.condition(), scope);
        if (condition.choose(Algebra.ONE, Algebra.ZERO) instanceof Constant(double value)) {
            run(value == 0 ? choice.otherwise() : choice.then(), new Scope(scope));
            return;
        }
        Map<String, Expression> before = values;
        values = new HashMap<>(before);
        run(choice.then(), new Scope(scope));
        Map<String, Expression> then = values;
        values = new HashMap<>(before);
        run(choice.otherwise(), new Scope(scope));
        Map<String, Expression> otherwise = values;
        Set<String> keys = new HashSet<>(then.keySet());
        keys.addAll(otherwise.keySet());
        values = before;
        for (String key : keys) {
            Expression unset = key.endsWith("'") ? Algebra.ZERO : Algebra.variable(key);
            values.put(key, condition.choose(then.getOrDefault(key, unset), otherwise.getOrDefault(key, unset)));
        }
    }

    private void loop(Statement.From loop, Scope scope) {
        double first = terms.number(loop.first(), scope, loop.name()),
                last = terms.number(loop.last(), scope, loop.name()),
                step = terms.number(loop.step(), scope, loop.name());
        if (!(step > 0) || (last - first) / step > MOST_ROUNDS) {
            throw loop.name().wrong("goes round more than " + MOST_ROUNDS + " times");
        }
        Scope inner = new Scope(scope);
        String key = declare(loop.name().text(), 1, false, inner);
        for (double k = first; k <= last; k += step) {
            values.put(key, Algebra.constant(k));
            run(loop.body(), new Scope(inner));
        }
    }

    /** Runs a routine, and returns what a function gives. */
    Expression call(Routine routine, List<Expression> arguments, Token at) {
        if (arguments.size() != routine.arguments().size()) {
            throw at.wrong(at.text() + " takes " + routine.arguments().size() + " numbers, here " + arguments.size());
        }
        if (++depth > DEEPEST) {
            throw at.wrong("calls are nested deeper than " + DEEPEST + ": does a function call itself?");
        }
        Optional<Statement.Table> table = routine.body().stream()
                .filter(Statement.Table.class::isInstance)
                .map(Statement.Table.class::cast)
                .findFirst();
        Expression result = table.isPresent() ? tabulated(routine, arguments, table.get()) : plain(routine, arguments);
        depth--;
        return result;
    }

    private Expression plain(Routine routine, List<Expression> arguments) {
        Scope scope = new Scope(globals);
        String result = declare(routine.token().text(), 1, false, scope);
        for (int k = 0; k < arguments.size(); k++) {
            values.put(declare(routine.arguments().get(k), 1, false, scope), arguments.get(k));
        }
        run(routine.body(), scope);
        Expression value = read(result);
        values.keySet().removeIf(key -> key.contains("#") && number(key) >= number(result));
        return value;
    }

    private static int number(String key) {
        int from = key.indexOf('#') + 1, to = from;
        while (to < key.length() && Character.isDigit(key.charAt(to))) {
            to++;
        }
        return Integer.parseInt(key.substring(from, to));
    }

    /** Linear between the nodes of a table, as its procedure or function leaves it. */
    private Expression tabulated(Routine routine, List<Expression> arguments, Statement.Table table) {
        Scope scope = new Scope(globals);
        double low = terms.number(table.low(), scope, table.token()),
                high = terms.number(table.high(), scope, table.token()),
                intervals = terms.number(table.intervals(), scope, table.token());
        if (arguments.size() != 1 || !(high > low) || !(intervals >= 1)) {
            throw table.token().wrong("a table is of a routine with one argument, from a number to a larger one");
        }
        Expression node = Algebra.variable("node#" + made++);
        Map<String, Expression> before = new HashMap<>(values);
        Expression result = plain(routine, List.of(node));
        Map<String, Expression> after = values;
        values = before;
        table.names()
                .forEach(variable -> terms.keys(variable, scope)
                        .forEach(key -> refuseConcentrations(after.get(key), table.token())));
        refuseConcentrations(result, table.token());
        Interpolation between =
                Interpolation.of(((Expression.Variable) node).name(), arguments.getFirst(), low, high, intervals);
        Set<String> tabulated = new HashSet<>();
        table.names().forEach(variable -> tabulated.addAll(terms.keys(variable, scope)));
        after.forEach((key, value) -> {
            if (!value.equals(before.get(key))) {
                values.put(
                        key,
                        tabulated.contains(key)
                                ? between.in(value)
                                : between.last().in(value));
            }
        });
        return between.in(result);
    }

    /** A table that NEURON makes once does not follow them. */
    private void refuseConcentrations(@Nullable Expression tabulated, Token table) {
        Set<String> names = tabulated == null ? Set.of() : Carried.names(tabulated);
        for (ModFile.IonLine ion : file.ions) {
            for (String concentration : List.of(Ions.inside(ion), Ions.outside(ion))) {
                if (names.contains(concentration)) {
                    throw table.wrong(
                            "TABLE of what depends on " + concentration + " is not supported: take the TABLE out");
                }
            }
        }
    }

    /** The routine of a name. */
    Optional<Routine> routine(String name) {
        return file.routine(name);
    }

    /** A number of the file's own. */
    Optional<Expression> constant(String name) {
        return Optional.ofNullable(file.constants.get(name)).map(Algebra::constant);
    }

    /** The time step. */
    static Expression dt() {
        return Motion.DT;
    }
}
