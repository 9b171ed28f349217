package dev.ranvier.nmodl;

import dev.ranvier.nmodl.Statement.Share;
import dev.ranvier.nmodl.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the statements of blocks. */
final class StatementParser {
    private static final int DEEPEST = 50, MOST_SHARES = 20;
    private static final Pattern C_COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
    /** C code that does nothing, or what happens anyway. */
    private static final Pattern TRIVIAL =
            Pattern.compile("\\s*(((return\\s*(0|0\\.|1)?)|([A-Za-z_0-9]+\\s*=\\s*_ion_[A-Za-z_0-9]+)"
                    + "|(static (const )?char \\w+\\[\\]\\s*=\\s*\"[^\"]*\"))?\\s*;\\s*)*");

    private final Words words;
    private final TermParser terms;
    private int depth;
    /** Whether what begins with ~ is an equation, and not a reaction. */
    private boolean equations;

    StatementParser(Words words) {
        this.words = words;
        this.terms = new TermParser(words);
    }

    /** Whether what begins with ~ is an equation from here on. */
    void readEquations(boolean equations) {
        this.equations = equations;
    }

    /** A block in braces. */
    List<Statement> block() {
        Token open = words.expect("{");
        if (++depth > DEEPEST) {
            throw open.wrong("nested deeper than " + DEEPEST + " blocks");
        }
        List<Statement> body = new ArrayList<>();
        while (!words.take("}")) {
            if (words.peek().kind() == Kind.END) {
                throw open.wrong("a block does not end");
            }
            statement().ifPresent(body::add);
        }
        depth--;
        return body;
    }

    /** Refuses C code that does something. */
    static void checkC(Token code) {
        if (!TRIVIAL.matcher(C_COMMENT.matcher(code.text()).replaceAll(" ")).matches()) {
            throw code.wrong("VERBATIM has C code, which is not run; write it in NMODL");
        }
    }

    private Optional<Statement> statement() {
        Token token = words.peek();
        if (token.kind() == Kind.C_CODE) {
            checkC(words.take());
            return Optional.empty();
        }
        if (token.is("~")) {
            return Optional.of(equations ? balance() : reaction());
        }
        if (token.is("{")) {
            return Optional.of(new Statement.If(new Term.Literal(1), block(), List.of()));
        }
        if (token.is("-")) { // KINETIC's old word for a flux: no statement begins so
            throw token.wrong("expected a statement, found " + token.shown());
        }
        words.name();
        return switch (token.text()) {
            case "UNITSON", "UNITSOFF", "MUTEXLOCK", "MUTEXUNLOCK" -> Optional.empty();
            case "LOCAL" -> Optional.of(new Statement.Local(declared()));
            case "if", "IF" -> Optional.of(choice());
            case "while", "WHILE" -> {
                words.expect("(");
                Term condition = terms.term();
                words.expect(")");
                yield Optional.of(new Statement.While(token, condition, block()));
            }
            case "FROM" -> Optional.of(loop());
            case "SOLVE" -> Optional.of(solve());
            case "TABLE" -> Optional.of(table(token));
            case "CONSERVE" -> {
                Term left = terms.sum();
                words.expect("=");
                yield Optional.of(new Statement.Conserve(token, left, terms.sum()));
            }
            case "COMPARTMENT" -> Optional.of(compartment());
            case "INITIAL" -> Optional.of(new Statement.AtStart(token, block()));
            case "WATCH", "DEFINE", "LAG", "MATCH", "LONGITUDINAL_DIFFUSION", "SENS", "RESET", "FORALL" ->
                throw Unsupported.wrong(token);
            default -> Optional.of(assignment(token));
        };
    }

    private Statement assignment(Token token) {
        if (words.isNext("(")) {
            List<Term> arguments = new ArrayList<>();
            words.expect("(");
            while (!words.take(")")) {
                if (words.peek().kind() == Kind.STRING) {
                    words.take();
                } else {
                    arguments.add(terms.term());
                }
                words.take(",");
            }
            if (token.is("state_discontinuity")
                    && arguments.size() == 2
                    && arguments.getFirst() instanceof Term.Name state) {
                return new Statement.Assign(state, arguments.getLast());
            }
            return new Statement.Run(new Term.Call(token, arguments));
        }
        Optional<Term> index = Optional.empty();
        if (words.take("[")) {
            index = Optional.of(terms.term());
            words.expect("]");
        }
        Term.Name name = new Term.Name(token, index);
        if (words.take("'")) {
            words.expect("=");
            return new Statement.Slope(name, terms.term());
        }
        words.expect("=");
        return new Statement.Assign(name, terms.term());
    }

    private Statement choice() {
        words.expect("(");
        Term condition = terms.term();
        words.expect(")");
        List<Statement> then = block(), otherwise = List.of();
        if (words.take("else") || words.take("ELSE")) {
            otherwise = words.take("if") || words.take("IF") ? List.of(nested()) : block();
        }
        return new Statement.If(condition, then, otherwise);
    }

    private Statement nested() {
        if (++depth > DEEPEST) {
            throw words.peek().wrong("more than " + DEEPEST + " choices one after the other");
        }
        Statement choice = choice();
        depth--;
        return choice;
    }

    private Statement loop() {
        Token name = words.name();
        words.expect("=");
        Term first = terms.sum();
        words.expect("TO");
        Term last = terms.sum(), step = words.take("BY") ? terms.sum() : new Term.Literal(1);
        return new Statement.From(name, first, last, step, block());
    }

    private Statement solve() {
        Token block = words.name();
        boolean steady = words.take("STEADYSTATE");
        Optional<String> method = Optional.empty();
        if (steady || words.take("METHOD")) {
            method = Optional.of(words.name().text());
        }
        if (words.take("IFERROR")) {
            words.skipBlock();
        }
        return new Statement.Solve(block, method, steady);
    }

    private Statement table(Token token) {
        List<Term.Name> names = new ArrayList<>();
        while (!words.isNext("FROM") && !words.isNext("DEPEND")) {
            names.add(terms.variable());
            words.take(",");
        }
        if (words.take("DEPEND")) {
            words.names();
        }
        words.expect("FROM");
        Term low = terms.sum();
        words.expect("TO");
        Term high = terms.sum();
        words.expect("WITH");
        return new Statement.Table(token, names, low, high, terms.sum());
    }

    private Statement compartment() {
        Optional<Token> index = Optional.empty();
        if (words.peek().kind() == Kind.NAME && words.peek(1).is(",")) {
            index = Optional.of(words.name());
            words.expect(",");
        }
        Term volume = terms.sum();
        words.expect("{");
        List<Token> names = new ArrayList<>();
        while (!words.take("}")) {
            names.add(words.name());
            words.take(",");
        }
        return new Statement.Compartment(index, volume, names);
    }

    private Statement balance() {
        Token token = words.expect("~");
        Term left = terms.sum();
        words.expect("=");
        return new Statement.Balance(token, left, terms.sum());
    }

    private Statement reaction() {
        Token token = words.expect("~");
        List<Share> from = shares();
        if (words.take("<<")) {
            words.expect("(");
            Term flux = terms.term();
            words.expect(")");
            return new Statement.Reaction(token, from, List.of(), flux, Optional.empty(), true);
        }
        boolean both = words.take("<->");
        if (!both) {
            words.expect("->");
        }
        List<Share> to = both || !words.isNext("(") ? shares() : List.of();
        words.expect("(");
        Term forward = terms.term();
        Optional<Term> backward = both ? Optional.of(second()) : Optional.empty();
        words.expect(")");
        return new Statement.Reaction(token, from, to, forward, backward, false);
    }

    private Term second() {
        words.expect(",");
        return terms.term();
    }

    /** {@code 2 a + b}. */
    private List<Share> shares() {
        List<Share> shares = new ArrayList<>();
        do {
            int times = words.peek().kind() == Kind.NUMBER ? words.whole() : 1;
            if (times == 0 || times > MOST_SHARES) {
                throw words.peek().wrong("from 1 to " + MOST_SHARES + " of a reactant take part in a reaction");
            }
            shares.add(new Share(times, terms.variable()));
        } while (words.take("+"));
        return shares;
    }

    /** {@code a, b[3], ...}. */
    private List<Statement.Declared> declared() {
        List<Statement.Declared> names = new ArrayList<>();
        do {
            Token name = words.name();
            boolean array = words.take("[");
            int size = array ? words.whole() : 1;
            if (array) {
                words.expect("]");
            }
            names.add(new Statement.Declared(
                    name, size, array, Double.NaN, words.unit().orElse("")));
        } while (words.take(","));
        return names;
    }

    /** The same for LOCAL outside of blocks. */
    List<Statement.Declared> locals() {
        return declared();
    }
}
