package dev.ranvier.nmodl;

import static java.util.Map.entry;

import dev.ranvier.formula.Algebra;
import dev.ranvier.formula.Condition;
import dev.ranvier.formula.Expression;
import dev.ranvier.formula.Expression.Comparison;
import dev.ranvier.formula.Expression.Constant;
import dev.ranvier.formula.Motion;
import dev.ranvier.formula.NearestName;
import dev.ranvier.nmodl.Scope.Variable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What expressions of a file are as formulas, in an {@link Execution}. */
final class TermValue {
    /** By how much NEURON is early. */
    private static final double JUST_BEFORE_ms = 1e-11;

    /** Calls that change nothing. */
    static final Set<String> IGNORED = Set.of("printf", "fprintf", "VERBATIM", "abort", "exit", "error");

    private static final Map<String, UnaryOperator<Expression>> FUNCTIONS = Map.ofEntries(
            entry("exp", Algebra::exp),
            entry("log", Algebra::log),
            entry("log10", x -> Algebra.multiply(Algebra.constant(1 / Math.log(10)), Algebra.log(x))),
            entry("sqrt", Algebra::sqrt),
            entry("fabs", Algebra::abs),
            entry("abs", Algebra::abs),
            entry("tanh", Algebra::tanh),
            entry("floor", Algebra::floor),
            entry("ceil", x -> Algebra.negate(Algebra.floor(Algebra.negate(x)))),
            entry("cosh", x -> half(Algebra.add(Algebra.exp(x), Algebra.exp(Algebra.negate(x))))),
            entry("sinh", x -> half(Algebra.subtract(Algebra.exp(x), Algebra.exp(Algebra.negate(x))))),
            entry("exprelr", x -> Algebra.divide(x, Algebra.subtract(Algebra.exp(x), Algebra.ONE))));

    private final Execution run;

    TermValue(Execution run) {
        this.run = run;
    }

    private static Expression half(Expression x) {
        return Algebra.multiply(Algebra.constant(0.5), x);
    }

    Expression of(Term term, Scope scope) {
        return switch (term) {
            case Term.Literal(double value) -> Algebra.constant(value);
            case Term.Name name -> variable(name, scope);
            case Term.Negative(Term of) -> Algebra.negate(of(of, scope));
            case Term.Call call -> call(call, scope);
            case Term.Not _ -> condition(term, scope).choose(Algebra.ONE, Algebra.ZERO);
            case Term.Pair(Token operator, Term left, Term right) ->
                switch (operator.text()) {
                    case "+" -> Algebra.add(of(left, scope), of(right, scope));
                    case "-" -> Algebra.subtract(of(left, scope), of(right, scope));
                    case "*" -> Algebra.multiply(of(left, scope), of(right, scope));
                    case "/" -> Algebra.divide(of(left, scope), of(right, scope));
                    case "^" -> Algebra.power(of(left, scope), of(right, scope));
                    default -> condition(term, scope).choose(Algebra.ONE, Algebra.ZERO);
                };
        };
    }

    private Expression variable(Term.Name name, Scope scope) {
        if (scope.find(name.text()) == null) {
            Optional<Expression> constant = run.constant(name.text());
            if (constant.isPresent()) {
                return constant.get();
            }
        }
        return run.read(key(name, scope));
    }

    private Expression call(Term.Call call, Scope scope) {
        Token name = call.function();
        List<Expression> arguments =
                call.arguments().stream().map(argument -> of(argument, scope)).toList();
        Optional<ModFile.Routine> routine = run.routine(name.text());
        if (routine.isPresent()) {
            return run.call(routine.get(), arguments, name);
        }
        if (name.text().equals("at_time") && arguments.size() == 1) {
            return atTime(arguments.getFirst());
        }
        UnaryOperator<Expression> function = FUNCTIONS.get(name.text());
        if (function != null && arguments.size() == 1) {
            return function.apply(arguments.getFirst());
        }
        if (arguments.size() == 2) {
            switch (name.text()) {
                case "pow" -> {
                    return Algebra.power(arguments.getFirst(), arguments.getLast());
                }
                case "fmin" -> {
                    return Algebra.min(arguments.getFirst(), arguments.getLast());
                }
                case "fmax" -> {
                    return Algebra.max(arguments.getFirst(), arguments.getLast());
                }
                default -> {}
            }
        }
        if (Unsupported.is(name)) {
            throw Unsupported.wrong(name);
        }
        throw name.wrong("unknown function " + name.shown() + " of " + arguments.size() + " numbers; "
                + NearestName.hint(
                        name.text(), FUNCTIONS.keySet().stream().sorted().toList()));
    }

    /** 1 in the step that ends at or just after a time. */
    private Expression atTime(Expression time) {
        Expression t = run.read(Time.NAME), event = Algebra.subtract(time, Algebra.constant(JUST_BEFORE_ms));
        Expression began =
                Algebra.conditional(Comparison.LESS, Algebra.subtract(t, Motion.DT), event, Algebra.ONE, Algebra.ZERO);
        return Algebra.conditional(Comparison.LESS_OR_EQUAL, event, t, began, Algebra.ZERO);
    }

    /** A term as a condition: what is not 0 holds. */
    Condition condition(Term term, Scope scope) {
        if (term instanceof Term.Not(Term of)) {
            return condition(of, scope).not();
        }
        if (term instanceof Term.Pair(Token operator, Term left, Term right)) {
            switch (operator.text()) {
                case "&&" -> {
                    return condition(left, scope).and(condition(right, scope));
                }
                case "||" -> {
                    return condition(left, scope).or(condition(right, scope));
                }
                case "<", "<=", ">", ">=", "==", "!=" -> {
                    return Condition.comparing(of(left, scope), operator.text(), of(right, scope));
                }
                default -> {}
            }
        }
        return Condition.comparing(of(term, scope), "!=", Algebra.ZERO);
    }

    boolean isTrue(Term term, Scope scope, Token at) {
        if (condition(term, scope).choose(Algebra.ONE, Algebra.ZERO) instanceof Constant(double value)) {
            return value != 0;
        }
        throw at.wrong("how often it goes round must follow from numbers of the file");
    }

    double number(Term term, Scope scope, Token at) {
        if (of(term, scope) instanceof Constant(double value)) {
            return value;
        }
        throw at.wrong("this must follow from numbers of the file");
    }

    /** Where the value of a variable is kept. */
    String key(Term.Name name, Scope scope) {
        Variable variable = scope.get(name.token());
        if (name.index().isEmpty()) {
            return variable.element(0);
        }
        double index = number(name.index().get(), scope, name.token());
        if (!variable.isArray() || index < 0 || index >= variable.size()) {
            throw name.token().wrong(name.text() + " has no element " + (long) index);
        }
        return variable.element((int) index);
    }

    /** The same, or of an array without an index where all elements are kept. */
    List<String> keys(Term.Name name, Scope scope) {
        return name.index().isPresent()
                ? List.of(key(name, scope))
                : scope.get(name.token()).elements();
    }

    /** The last variable that is named in a sum. */
    Optional<String> lastKey(Term term, Scope scope) {
        return switch (term) {
            case Term.Name name -> Optional.of(key(name, scope));
            case Term.Pair(Token _, Term left, Term right) ->
                lastKey(right, scope).or(() -> lastKey(left, scope));
            case Term.Negative(Term of) -> lastKey(of, scope);
            default -> Optional.empty();
        };
    }
}
