package dev.ranvier.files.model;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.PhysicalQuantity;
import dev.ranvier.files.input.Place;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A value of a model file that knows where it stands. */
public final class YamlValue {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final int SHOWN_CHARACTERS = 60;

    private final String file;
    private final String path;
    private final Node node;
    private final PhysicalQuantity quantity;
    private final PhysicalQuantity.Unit unit;

    private YamlValue(String file, String path, Node node, PhysicalQuantity quantity, PhysicalQuantity.Unit unit) {
        this.file = file;
        this.path = path;
        this.node = node;
        this.quantity = quantity;
        this.unit = unit;
    }

    /** All of a text; {@code file} is for messages, {@code needed} says what an empty text lacks. */
    public static YamlValue of(String file, String text, String needed) {
        return new YamlValue(file, "", YamlText.compose(file, text, needed));
    }

    /** A number there, if one stands there, is without a unit. */
    YamlValue(String file, String path, Node node) {
        this(
                file,
                path,
                node,
                PhysicalQuantity.NUMBER,
                PhysicalQuantity.NUMBER.units().getFirst());
    }

    /** The file, for messages. */
    String file() {
        return file;
    }

    /** The keys that lead to it, such as {@code channels[1].reversal_mV}; empty for the whole file. */
    String path() {
        return path;
    }

    /** What stands there. */
    Node node() {
        return node;
    }

    /** The same, a number there being of this quantity. */
    YamlValue in(PhysicalQuantity quantity, PhysicalQuantity.Unit unit) {
        return new YamlValue(file, path, node, quantity, unit);
    }

    /** The complaint {@code message} about this value. */
    public BadInputException wrong(String message) {
        return new BadInputException(place(), path.isEmpty() ? message : path + ": " + message);
    }

    /** Where it stands. */
    public Place place() {
        return place(file, node);
    }

    static Place place(String file, Node node) {
        return node.getStartMark().map(mark -> place(file, mark)).orElse(new Place(file, 1, 0));
    }

    static Place place(String file, Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** Whether a group of keys stands here. */
    public boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** Whether a list stands here. */
    public boolean isList() {
        return node instanceof SequenceNode;
    }

    /** Whether a list or a group of keys is written in brackets or braces. */
    boolean isFlow() {
        return node instanceof CollectionNode<?> collection && collection.getFlowStyle() == FlowStyle.FLOW;
    }

    /** The mapping that stands here; refuses anything else. */
    public YamlMapping mapping() {
        if (node instanceof MappingNode mapping) {
            return YamlMapping.of(this, mapping);
        }
        throw wrong("must be a group of keys, is " + shown());
    }

    /** The elements of the list that stands here; refuses anything else. */
    public List<YamlValue> list() {
        if (node instanceof SequenceNode sequence) {
            List<YamlValue> elements = new ArrayList<>();
            for (Node element : sequence.getValue()) {
                elements.add(new YamlValue(file, path + "[" + elements.size() + "]", element, quantity, unit));
            }
            return elements;
        }
        throw wrong("must be a list, is " + shown());
    }

    /** Where the text has it, without blanks and comments that follow. */
    TextSpan span() {
        Mark start = node.getStartMark().orElseThrow();
        return new TextSpan(start.getIndex(), end(node), start.getColumn());
    }

    /** The end mark of a block of keys is where the next token begins; what is in braces ends with them. */
    private static int end(Node node) {
        if (node instanceof CollectionNode<?> group
                && group.getFlowStyle() == FlowStyle.BLOCK
                && !group.getValue().isEmpty()) {
            return switch (group.getValue().getLast()) {
                case NodeTuple tuple -> end(tuple.getValueNode());
                case Node element -> end(element);
                default -> throw new IllegalStateException("a group holds keys or elements");
            };
        }
        return node.getEndMark().orElseThrow().getIndex();
    }

    /** A finite number, within the range of its quantity. */
    public double number() {
        if (FitReader.isMark(this)) {
            throw wrong("cannot be fitted. A channel's parameters, capacitance, axial_resistivity and initial_voltage"
                    + " can, the scale of a profile, the numbers of a step or ramp, and the weight of a synapse");
        }
        if (!(node instanceof ScalarNode scalar
                && scalar.getScalarStyle() == ScalarStyle.PLAIN
                && NUMBER.matcher(scalar.getValue()).matches())) {
            throw wrong(
                    shown().matches("[+-]?(NaN|Infinity)")
                            ? "must be a finite number, is " + shown()
                            : "must be a number, is " + shown());
        }
        double value = Double.parseDouble(scalar.getValue());
        return requireWithin(value, -quantity.most());
    }

    /** A number above zero, within the range of its quantity. */
    public double positive() {
        double value = number();
        if (!(value > 0)) {
            throw wrong("must be positive: " + shown());
        }
        return requireWithin(value, quantity.least());
    }

    private double requireWithin(double value, double least) {
        if (!Double.isFinite(value)) {
            throw wrong("must be a finite number, is " + shown());
        }
        double low = least / unit.factor(), high = quantity.most() / unit.factor();
        if (!(low <= value && value <= high)) {
            throw wrong("must lie in [" + low + ", " + high + "]: " + shown());
        }
        return value;
    }

    /** The file of that name, looked for in {@code folder}. */
    Path fileIn(Path folder) {
        try {
            return folder.resolve(text());
        } catch (InvalidPathException e) {
            throw wrong("is no name of a file: " + e.getReason());
        }
    }

    /** Whether a whole number stands here. */
    boolean isInteger() {
        return node instanceof ScalarNode scalar && scalar.getValue().matches("[+-]?\\d{1,9}");
    }

    /** A whole number above zero. */
    public int positiveInteger() {
        if (!isInteger() || number() < 1) {
            throw wrong("must be a whole number from 1 up, below a billion: " + shown());
        }
        return (int) number();
    }

    /** Any text, not empty. */
    public String text() {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        throw wrong("must be a text, is " + shown());
    }

    /** A whole number, perhaps negative. */
    public long integer() {
        if (!isInteger()) {
            throw wrong("must be a whole number: " + shown());
        }
        return (long) number();
    }

    /** A name that can stand in a column title: letters, digits, - and _. */
    String name() {
        String name = text();
        if (!name.matches("[A-Za-z][A-Za-z0-9_-]*")) {
            throw wrong("must be a letter followed by letters, digits, - or _: " + shown());
        }
        return name;
    }

    /** A text or a number as a file may have it. */
    String plain() {
        return node instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.PLAIN
                ? scalar.getValue()
                : Quoted.text(text());
    }

    /** All texts and numbers here and below, keys apart, as they are written. */
    public Stream<String> texts() {
        return texts(node);
    }

    private static Stream<String> texts(Node node) {
        return switch (node) {
            case MappingNode mapping -> mapping.getValue().stream().flatMap(tuple -> texts(tuple.getValueNode()));
            case SequenceNode sequence -> sequence.getValue().stream().flatMap(YamlValue::texts);
            case ScalarNode scalar -> Stream.of(scalar.getValue());
            default -> throw new IllegalStateException("an unknown kind of YAML node");
        };
    }

    /** What stands here, for messages. */
    public String shown() {
        return switch (node) {
            case ScalarNode scalar when scalar.getValue().isEmpty() -> "empty";
            case ScalarNode scalar when scalar.getScalarStyle() == ScalarStyle.PLAIN -> shortened(scalar.getValue());
            case ScalarNode scalar -> "the text \"" + shortened(scalar.getValue()) + "\"";
            case SequenceNode _ -> "a list";
            default -> "a group of keys";
        };
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...";
    }
}
