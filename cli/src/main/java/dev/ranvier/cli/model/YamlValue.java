package dev.ranvier.cli.model;

import dev.ranvier.cli.input.BadInputException;
import dev.ranvier.cli.input.Place;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A value of a model file that knows where it stands.
 *
 * @param file the file, for messages
 * @param path the keys that lead to it, such as {@code channels[1].reversal_mV}; empty for the whole file
 * @param node what stands there
 */
public record YamlValue(String file, String path, Node node) {
    /** All of a text; {@code file} is for messages, {@code needed} says what an empty text lacks. */
    public static YamlValue of(String file, String text, String needed) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        try {
            return new YamlValue(
                    file,
                    "",
                    new Compose(settings)
                            .composeString(text)
                            .orElseThrow(() -> new BadInputException(file + ": empty: " + needed)));
        } catch (MarkedYamlEngineException e) {
            String problem = "not valid YAML: " + e.getProblem() + bracketHint(e.getProblem());
            throw e.getProblemMark()
                    .map(mark -> new BadInputException(place(file, mark), problem))
                    .orElseGet(() -> new BadInputException(file + ": " + problem));
        } catch (YamlEngineException e) {
            throw new BadInputException(file + ": not valid YAML: " + e.getMessage());
        }
    }

    /** People will write {@code record: [v@apical[0]]}. */
    private static String bracketHint(String problem) {
        return problem.contains("[") ? ". Inside [ ] and { } a name with brackets needs quotes: \"apical[0]\"" : "";
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
                elements.add(new YamlValue(file, path + "[" + elements.size() + "]", element));
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

    /** A finite number. */
    public double number() {
        if (FitReader.isMark(this)) {
            throw wrong("cannot be fitted. A channel's parameters, capacitance, axial_resistivity and initial_voltage"
                    + " can, the scale of a profile, the numbers of a step or ramp, and the weight of a synapse");
        }
        if (node instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.PLAIN) {
            try {
                double value = Double.parseDouble(scalar.getValue());
                if (Double.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException _) {
                throw wrong("must be a number, is " + shown());
            }
        }
        throw wrong("must be a finite number, is " + shown());
    }

    /** A number above zero. */
    public double positive() {
        double value = number();
        if (!(value > 0)) {
            throw wrong("must be positive: " + shown());
        }
        return value;
    }

    /** Whether a whole number stands here. */
    boolean isInteger() {
        return node instanceof ScalarNode scalar && scalar.getValue().matches("[+-]?\\d{1,9}");
    }

    /** A whole number above zero. */
    public int positiveInteger() {
        if (!isInteger() || number() < 1) {
            throw wrong("must be a whole number from 1 up: " + shown());
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

    /** What stands here, for messages. */
    public String shown() {
        return switch (node) {
            case ScalarNode scalar when scalar.getValue().isEmpty() -> "empty";
            case ScalarNode scalar when scalar.getScalarStyle() == ScalarStyle.PLAIN -> scalar.getValue();
            case ScalarNode scalar -> "the text \"" + scalar.getValue() + "\"";
            case SequenceNode _ -> "a list";
            default -> "a group of keys";
        };
    }
}
