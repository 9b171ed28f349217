package dev.ranvier.nmodl;

import dev.ranvier.nmodl.ModFile.IonLine;
import dev.ranvier.nmodl.ModFile.Kind;
import dev.ranvier.nmodl.ModFile.Routine;
import dev.ranvier.nmodl.Statement.Declared;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads a file. */
final class Parser {
    private static final int MOST_INCLUDED = 20;

    private final ModFile result;
    private final UnaryOperator<String> included;
    private int inclusions;
    private Words words;
    private StatementParser statements;

    private Parser(String file, String text, UnaryOperator<String> included) {
        this.included = included;
        result = new ModFile(new Place(file, 1, 1));
        words = words(file, text);
        statements = new StatementParser(words);
    }

    private Words words(String file, String text) {
        List<Token> tokens = Lexer.tokens(file, text);
        result.namesOfCelsius +=
                (int) tokens.stream().filter(token -> token.is("celsius")).count();
        return new Words(tokens, result.constants);
    }

    /**
     * A text.
     *
     * @param file its name in messages
     * @param included the text of a file that it includes
     */
    static ModFile read(String file, String text, UnaryOperator<String> included) {
        Parser parser = new Parser(file, text, included);
        parser.all();
        return parser.result;
    }

    private void all() {
        while (words.peek().kind() != Token.Kind.END) {
            section(words.take());
        }
    }

    private void section(Token token) {
        if (token.kind() == Token.Kind.C_CODE) {
            StatementParser.checkC(token);
            return;
        }
        switch (token.text()) {
            case "NEURON" -> neuron();
            case "UNITS" -> units();
            case "PARAMETER" -> {
                Map<String, Declared> declared = new LinkedHashMap<>();
                declarations(declared);
                declared.forEach((name, one) -> result.parameters.put(name, one.asNeuronHasIt()));
            }
            case "CONSTANT" -> declarations(result.parameters);
            case "STATE" -> declarations(result.states);
            case "ASSIGNED" -> declarations(result.assigned);
            case "LOCAL" -> statements.locals().forEach(name -> result.assigned.put(name.name(), name));
            case "INDEPENDENT" -> words.skipBlock();
            case "UNITSON", "UNITSOFF" -> {}
            case "DEFINE" -> result.constants.put(words.name().text(), words.number());
            case "INCLUDE" -> include();
            case "INITIAL" -> result.initial = Optional.of(block(token));
            case "BREAKPOINT" -> result.breakpoint = Optional.of(block(token));
            case "DERIVATIVE" -> solved(Kind.DERIVATIVE);
            case "KINETIC" -> solved(Kind.KINETIC);
            case "LINEAR" -> solved(Kind.LINEAR);
            case "PROCEDURE" -> routine(false);
            case "FUNCTION" -> routine(true);
            case "NET_RECEIVE" -> receive(token);
            default ->
                throw Unsupported.is(token)
                        ? Unsupported.wrong(token)
                        : token.wrong("expected a block, such as PARAMETER or BREAKPOINT, found " + token.shown());
        }
    }

    private void include() {
        Token name = words.take();
        if (name.kind() != Token.Kind.STRING) {
            throw name.wrong("expected the name of a file in quotes, found " + name.shown());
        }
        if (++inclusions > MOST_INCLUDED) {
            throw name.wrong("more than " + MOST_INCLUDED + " files are included");
        }
        String text;
        try {
            text = included.apply(name.text());
        } catch (IllegalArgumentException e) {
            throw name.wrong(String.valueOf(e.getMessage()));
        }
        Words outer = words;
        words = words(name.text(), text);
        statements = new StatementParser(words);
        all();
        words = outer;
        statements = new StatementParser(words);
    }

    private void neuron() {
        words.expect("{");
        while (!words.take("}")) {
            Token token = words.name();
            switch (token.text()) {
                case "SUFFIX" -> suffix();
                case "USEION" -> ion();
                case "NONSPECIFIC_CURRENT" -> result.nonspecific.addAll(words.names());
                case "ELECTRODE_CURRENT" -> result.electrode.addAll(words.names());
                case "RANGE" -> words.names().forEach(name -> result.range.add(name.text()));
                case "GLOBAL", "EXTERNAL" -> words.names();
                case "THREADSAFE" -> {}
                case "REPRESENTS" -> {
                    words.take("[");
                    words.name();
                    words.take("]");
                }
                case "POINT_PROCESS" -> {
                    suffix();
                    result.isPoint = true;
                }
                default ->
                    throw Unsupported.is(token)
                            ? Unsupported.wrong(token)
                            : token.wrong("unknown word in NEURON: " + token.shown());
            }
        }
    }

    private void suffix() {
        Token name = words.peek();
        if (name.is("%") || name.is("{")) {
            throw name.wrong("this is a template: fill in its names first");
        }
        result.suffix = words.name().text();
    }

    private void ion() {
        Token name = words.name();
        List<String> reads = new ArrayList<>(), writes = new ArrayList<>();
        double valence = Double.NaN;
        while (true) {
            if (words.take("READ")) {
                words.names().forEach(read -> reads.add(read.text()));
            } else if (words.take("WRITE")) {
                words.names().forEach(written -> writes.add(written.text()));
            } else if (words.take("VALENCE")) {
                valence = words.number();
            } else if (words.take("REPRESENTS")) {
                words.name();
            } else {
                break;
            }
        }
        result.ions.add(new IonLine(name, reads, writes, valence));
    }

    private void units() {
        words.expect("{");
        while (!words.take("}")) {
            if (words.isNext("(")) { // another name of a unit
                words.unit();
                words.expect("=");
                words.unit();
                continue;
            }
            Token name = words.name();
            words.expect("=");
            if (words.isNext("(")) {
                String from = words.unit().orElse(""),
                        to = words.isNext("(") ? words.unit().orElse("") : "1";
                double value = UnitFactor.of(name, from) / UnitFactor.of(name, to);
                result.constants.put(name.text(), value);
            } else {
                result.constants.put(name.text(), words.number());
                words.unit();
            }
        }
    }

    private void declarations(Map<String, Declared> into) {
        words.expect("{");
        while (!words.take("}")) {
            if (words.isNext("UNITSON") || words.isNext("UNITSOFF")) {
                words.take();
                continue;
            }
            Token name = words.name();
            boolean array = words.take("[");
            int size = array ? words.whole() : 1;
            if (array) {
                words.expect("]");
            }
            double value = words.take("=") ? words.number() : Double.NaN;
            if (words.take("FROM")) {
                words.number();
                words.expect("TO");
                words.number();
            }
            if (words.take("START")) {
                words.number();
            }
            String unit = words.unit().orElse("");
            if (words.take("<")) {
                while (!words.take(">")) {
                    if (words.peek().kind() == Token.Kind.END) {
                        throw name.wrong("a range is not closed");
                    }
                    words.take();
                }
            }
            words.take(",");
            result.namesOfCelsius -= name.is("celsius") ? 1 : 0;
            into.put(name.text(), new Declared(name, size, array, value, unit));
        }
    }

    private Routine block(Token token) {
        return new Routine(token, false, List.of(), statements.block());
    }

    private void solved(Kind kind) {
        Token name = words.name();
        if (words.take("SOLVEFOR")) {
            words.names();
        }
        result.kinds.put(name.text(), kind);
        statements.readEquations(kind == Kind.LINEAR);
        result.routines.put(name.text(), block(name));
        statements.readEquations(false);
    }

    private void receive(Token token) {
        if (!result.isPoint) {
            throw token.wrong("NET_RECEIVE is of a POINT_PROCESS, which must stand before it");
        }
        Map<String, String> arguments = arguments();
        if (arguments.isEmpty()) {
            throw token.wrong("NET_RECEIVE needs an argument, the weight of an event");
        }
        result.receive = Optional.of(new ModFile.Receive(
                token,
                List.copyOf(arguments.keySet()),
                arguments.values().iterator().next(),
                statements.block()));
    }

    /** Names in parentheses, with their units. */
    private Map<String, String> arguments() {
        Map<String, String> arguments = new LinkedHashMap<>();
        words.expect("(");
        while (!words.take(")")) {
            Token name = words.name();
            arguments.put(name.text(), words.unit().orElse(""));
            words.take(",");
        }
        return arguments;
    }

    private void routine(boolean function) {
        Token name = words.name();
        List<String> arguments = List.copyOf(arguments().keySet());
        words.unit();
        if (!function) {
            result.kinds.put(name.text(), Kind.PROCEDURE);
        }
        result.routines.put(name.text(), new Routine(name, function, arguments, statements.block()));
    }
}
