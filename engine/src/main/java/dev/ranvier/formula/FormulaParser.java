package dev.ranvier.formula;

import dev.ranvier.formula.Expression.Constant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Reads formulas:
 *
 * <pre>
 *   sum       = product { ("+" | "-") product }
 *   product   = sign { ("*" | "/") sign }
 *   sign      = { "-" | "+" } power
 *   power     = atom [ "^" sign ]
 *   atom      = number [ unit ] | name | function "(" sum { "," sum } ")" | "if" "(" condition "," sum "," sum ")" | "(" sum ")"
 *   condition = comparison { ("and" | "or") comparison }, from the left
 *   unit      = [ "/" ] unit name { "/" unit name }
 * </pre>
 *
 * Functions are exp, log (natural), log10, sqrt, tanh, abs, floor, min, max and linoid, {@code linoid(x) = x/(1 - exp(-x))}. What is
 * known of units is checked and converted; see {@link Measured}.
 */
final class FormulaParser {
    private static final int LONGEST = 100_000, DEEPEST = 200;
    private static final Map<String, UnaryOperator<Expression>> PURE = Map.of(
            "exp", Algebra::exp,
            "log", Algebra::log,
            "log10", x -> Algebra.multiply(Algebra.constant(1 / Math.log(10)), Algebra.log(x)),
            "sqrt", Algebra::sqrt,
            "tanh", Algebra::tanh,
            "linoid", Algebra::linoid,
            "floor", Algebra::floor);
    private static final Map<String, BinaryOperator<Expression>> ALIKE =
            Map.of("min", Algebra::min, "max", Algebra::max);
    private static final List<String> OTHERS = List.of("abs", "if");

    private final FormulaScanner scan;
    private final Map<String, Measured> names;
    private int depth;

    private FormulaParser(FormulaScanner scan, Map<String, Measured> names) {
        this.scan = scan;
        this.names = names;
    }

    /**
     * Reads a formula.
     *
     * @param what the formula is for, in messages
     * @param text the formula
     * @param names what may occur in it
     * @throws FormulaException if it cannot be read, or its units do not fit together
     */
    static Measured read(String what, String text, Map<String, Measured> names) {
        FormulaScanner scan = new FormulaScanner(what, text);
        if (text.length() > LONGEST) {
            throw scan.wrong(0, "longer than " + LONGEST + " characters");
        }
        Measured formula = new FormulaParser(scan, names).sum();
        if (!scan.atEnd()) {
            throw scan.wrong(scan.at(), "expected an operator or the end, found " + scan.shown());
        }
        return formula;
    }

    /** Reads a formula whose value must be in this unit, as far as is known. */
    static Expression read(String what, String text, Map<String, Measured> names, Unit unit) {
        Measured formula = read(what, text, names);
        if (!formula.canBeIn(unit)) {
            throw new FormulaScanner(what, text).wrong(0, "is in " + formula.unit() + ", must be in " + unit);
        }
        return formula.in(unit);
    }

    private Measured sum() {
        int start = scan.at();
        if (++depth > DEEPEST) {
            throw scan.wrong(start, "nested deeper than " + DEEPEST + " levels");
        }
        Measured left = product();
        for (int at = scan.at(); scan.isNext('+') || scan.isNext('-'); at = scan.at()) {
            boolean plus = scan.take('+');
            if (!plus) {
                scan.expect('-');
            }
            left = alike(left, product(), at, plus ? "add" : "subtract", plus ? Algebra::add : Algebra::subtract);
        }
        depth--;
        return finite(left, start);
    }

    /** An operation on two values of the same kind, which the result is of. */
    private Measured alike(Measured x, Measured y, int at, String verb, BinaryOperator<Expression> operation) {
        if (!x.canMeet(y)) {
            throw scan.wrong(at, "cannot " + verb + " " + x.unit() + " and " + y.unit());
        }
        return x.meeting(y, operation);
    }

    /** Refuses a number that is none. */
    private Measured finite(Measured x, int at) {
        if (x.value() instanceof Constant(double value) && !Double.isFinite(value)) {
            throw scan.wrong(at, "this has no finite value");
        }
        return x;
    }

    private Measured product() {
        Measured left = sign();
        while (scan.isNext('*') || scan.isNext('/')) {
            if (scan.take('*')) {
                left = left.times(sign());
            } else {
                scan.expect('/');
                int at = scan.at();
                Measured under = sign();
                if (under.value().equals(Algebra.ZERO)) {
                    throw scan.wrong(at, "this is zero, and something is divided by it");
                }
                left = left.per(under);
            }
        }
        return left;
    }

    private Measured sign() {
        boolean negative = false;
        while (scan.isNext('-') || scan.isNext('+')) {
            negative ^= scan.take('-') || !scan.take('+');
        }
        Measured x = power();
        return negative ? new Measured(Algebra.negate(x.value()), x.unit(), x.isCertain()) : x;
    }

    private Measured power() {
        int at = scan.at();
        Measured base = atom();
        if (!scan.take('^')) {
            return base;
        }
        if (++depth > DEEPEST) {
            throw scan.wrong(at, "nested deeper than " + DEEPEST + " levels");
        }
        int exponentAt = scan.at();
        Expression exponent = pure(sign(), exponentAt, "an exponent").value();
        depth--;
        if (exponent instanceof Constant(double n) && n == Math.rint(n) && Math.abs(n) <= 12) {
            Expression value = Algebra.power(base.value(), exponent);
            return finite(new Measured(value, base.unit().power((int) n), base.isCertain()), at);
        }
        Measured number = pure(base, at, "what is raised to a power that is not a whole number");
        return finite(new Measured(Algebra.power(number.value(), exponent), Unit.NONE, base.isCertain()), at);
    }

    private Measured atom() {
        int at = scan.at();
        if (scan.take('(')) {
            Measured inner = sum();
            scan.expect(')');
            return inner;
        }
        if (scan.atNumber()) {
            double value = scan.number();
            return unit().map(unit -> Measured.in(unit, Algebra.constant(value)))
                    .orElseGet(() -> Measured.number(Algebra.constant(value)));
        }
        String name = scan.name();
        if (scan.isNext('(')) {
            return call(name, at);
        }
        Measured known = names.get(name);
        if (known == null) {
            throw scan.wrong(
                    at, "unknown name " + FormulaScanner.quoted(name) + "; " + NearestName.hint(name, names.keySet()));
        }
        return known;
    }

    /** The unit after a number, where names that the formula knows are not units. */
    private Optional<Unit> unit() {
        Optional<Unit> first = unitName();
        Optional<Unit> unit = first.isPresent() ? first : perUnit().map(Unit.NONE::per);
        for (Optional<Unit> under = Optional.empty();
                unit.isPresent();
                unit = Optional.of(unit.get().per(under.get()))) {
            under = perUnit();
            if (under.isEmpty()) {
                return unit;
            }
        }
        return unit;
    }

    private Optional<Unit> unitName() {
        return scan.takeNameIf(
                        name -> !names.containsKey(name) && Unit.named(name).isPresent())
                .flatMap(Unit::named);
    }

    private Optional<Unit> perUnit() {
        int before = scan.at();
        if (scan.take('/')) {
            Optional<Unit> unit = unitName();
            if (unit.isPresent()) {
                return unit;
            }
            scan.back(before);
        }
        return Optional.empty();
    }

    /** A value that must be a pure number, as one. */
    private Measured pure(Measured x, int at, String role) {
        if (!x.canBeIn(Unit.NONE)) {
            throw scan.wrong(at, role + " must be a pure number, is in " + x.unit());
        }
        return new Measured(x.in(Unit.NONE), Unit.NONE, x.isCertain());
    }

    private Measured call(String function, int at) {
        scan.expect('(');
        if (function.equals("if")) {
            return choice();
        }
        List<Measured> arguments = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        do {
            places.add(scan.at());
            arguments.add(sum());
        } while (scan.take(','));
        scan.expect(')');
        BinaryOperator<Expression> ofTwo = ALIKE.get(function);
        UnaryOperator<Expression> ofOne = PURE.get(function);
        if (ofTwo == null && ofOne == null && !OTHERS.contains(function)) {
            throw scan.wrong(
                    at,
                    "unknown function " + FormulaScanner.quoted(function) + "; "
                            + NearestName.hint(
                                    function,
                                    Stream.of(PURE.keySet(), ALIKE.keySet(), OTHERS)
                                            .flatMap(names -> names.stream())
                                            .sorted()
                                            .toList()));
        }
        if (arguments.size() != (ofTwo == null ? 1 : 2)) {
            throw scan.wrong(
                    at,
                    function + " takes " + (ofTwo == null ? "one number" : "two numbers") + ", here "
                            + arguments.size());
        }
        Measured x = arguments.getFirst();
        if (ofTwo != null) {
            return alike(x, arguments.getLast(), at, "compare", ofTwo);
        }
        if (ofOne == null) {
            return new Measured(Algebra.abs(x.value()), x.unit(), x.isCertain());
        }
        Measured argument = pure(x, places.getFirst(), "what " + function + " takes");
        if (argument.value() instanceof Constant(double value)) {
            inDomain(function, value, places.getFirst());
        }
        return finite(new Measured(ofOne.apply(argument.value()), Unit.NONE, argument.isCertain()), at);
    }

    private void inDomain(String function, double x, int at) {
        if (function.startsWith("log") && !(x > 0)) {
            throw scan.wrong(at, "what " + function + " takes must be positive, is " + FormulaText.number(x));
        }
        if (function.equals("sqrt") && x < 0) {
            throw scan.wrong(at, "what sqrt takes must not be negative, is " + FormulaText.number(x));
        }
    }

    private Measured choice() {
        Condition condition = comparison();
        while (true) {
            if (scan.takeNameIf("and"::equals).isPresent()) {
                condition = condition.and(comparison());
            } else if (scan.takeNameIf("or"::equals).isPresent()) {
                condition = condition.or(comparison());
            } else {
                break;
            }
        }
        scan.expect(',');
        Measured then = sum();
        int at = scan.at();
        scan.expect(',');
        Measured chosen = alike(then, sum(), at, "choose between", condition::choose);
        scan.expect(')');
        return chosen;
    }

    private Condition comparison() {
        Measured left = sum();
        int at = scan.at();
        String sign = scan.comparison();
        Measured right = sum();
        List<Expression> sides = new ArrayList<>();
        alike(left, right, at, "compare", (x, y) -> {
            sides.addAll(List.of(x, y));
            return x;
        });
        return Condition.comparing(sides.getFirst(), sign, sides.getLast());
    }
}
