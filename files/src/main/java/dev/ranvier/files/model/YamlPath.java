package dev.ranvier.files.model;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.Place;
import dev.ranvier.formula.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The way to a value of a file.
 *
 * @param text the way as it was written
 * @param steps at each level the position of the key or element
 * @param place where the value stands
 */
record YamlPath(String text, List<Integer> steps, Place place) {
    private static final Pattern STEP = Pattern.compile("\\[(\\d{1,9})]|([^.\\[\\]]+)");
    private static final String NAME = "name";

    /** Finds what {@code text} names; refuses a way that leads nowhere, and one that ends at more than a number. */
    static YamlPath of(YamlValue whole, String text) {
        List<Integer> steps = new ArrayList<>();
        Matcher step = STEP.matcher(text);
        Node node = whole.node();
        String walked = "";
        int end = 0;
        while (step.find()) {
            List<String> names = names(node);
            OptionalInt position = step.group(1) == null
                    ? IntStream.range(0, names.size())
                            .filter(k -> names.get(k).equals(step.group(2)))
                            .findFirst()
                    : OptionalInt.of(Integer.parseInt(step.group(1)));
            if (position.isEmpty() || position.getAsInt() >= names.size()) {
                throw nowhere(whole, text, walked, step.group(), names);
            }
            steps.add(position.getAsInt());
            node = child(node, position.getAsInt());
            walked = text.substring(0, step.end());
            end = step.end();
        }
        if (end != text.length() || steps.isEmpty()) {
            throw new BadInputException("not a key of a model: '" + text
                    + "': write the keys that lead to a number, as in channels.na.conductance_S_per_cm2");
        }
        if (!(node instanceof ScalarNode) && !FitReader.isMark(new YamlValue(whole.file(), text, node))) {
            throw new YamlValue(whole.file(), text, node)
                    .wrong("is more than a number: one of "
                            + names(node).stream()
                                    .map(name -> text + "." + name)
                                    .toList());
        }
        return new YamlPath(text, List.copyOf(steps), YamlValue.place(whole.file(), node));
    }

    private static BadInputException nowhere(
            YamlValue whole, String text, String walked, String step, List<String> names) {
        return new BadInputException(
                whole.file() + ": there is no " + text + ": " + (walked.isEmpty() ? "the model" : walked)
                        + " has no '" + step + "'; "
                        + (names.isEmpty() ? "it is a value itself" : NearestName.hint(step, names))
                        + ". A number that is to vary must stand in the file");
    }

    /** By position the keys of a group, or what the elements of a list are called: by their name, or by their only key. */
    private static List<String> names(Node node) {
        return switch (node) {
            case MappingNode mapping ->
                mapping.getValue().stream()
                        .map(tuple -> tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "")
                        .toList();
            case SequenceNode sequence ->
                IntStream.range(0, sequence.getValue().size())
                        .mapToObj(k -> name(sequence.getValue().get(k), k))
                        .toList();
            default -> List.of();
        };
    }

    private static String name(Node element, int position) {
        if (element instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(NAME)
                        && tuple.getValueNode() instanceof ScalarNode value) {
                    return value.getValue();
                }
            }
        }
        return "[" + position + "]";
    }

    private static Node child(Node node, int position) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().get(position).getValueNode()
                : ((SequenceNode) node).getValue().get(position);
    }

    /** What stands there. */
    YamlValue in(YamlValue whole) {
        Node node = whole.node();
        for (int position : steps) {
            node = child(node, position);
        }
        return new YamlValue(whole.file(), text, node);
    }

    /** The whole with another value there; {@code whole} is not changed. */
    YamlValue put(YamlValue whole, Node value) {
        return new YamlValue(whole.file(), whole.path(), put(whole.node(), 0, value));
    }

    private Node put(Node node, int depth, Node value) {
        if (depth == steps.size()) {
            return at(node, value);
        }
        int position = steps.get(depth);
        if (node instanceof MappingNode mapping) {
            List<NodeTuple> tuples = new ArrayList<>(mapping.getValue());
            NodeTuple tuple = tuples.get(position);
            tuples.set(position, new NodeTuple(tuple.getKeyNode(), put(tuple.getValueNode(), depth + 1, value)));
            return new MappingNode(
                    mapping.getTag(),
                    true,
                    tuples,
                    mapping.getFlowStyle(),
                    mapping.getStartMark(),
                    mapping.getEndMark());
        }
        SequenceNode sequence = (SequenceNode) node;
        List<Node> elements = new ArrayList<>(sequence.getValue());
        elements.set(position, put(elements.get(position), depth + 1, value));
        return new SequenceNode(
                sequence.getTag(),
                true,
                elements,
                sequence.getFlowStyle(),
                sequence.getStartMark(),
                sequence.getEndMark());
    }

    /** A value with the place of another, for complaints. */
    private static Node at(Node place, Node value) {
        return switch (value) {
            case ScalarNode scalar ->
                new ScalarNode(
                        scalar.getTag(),
                        true,
                        scalar.getValue(),
                        scalar.getScalarStyle(),
                        place.getStartMark(),
                        place.getEndMark());
            case MappingNode mapping ->
                new MappingNode(
                        mapping.getTag(),
                        true,
                        mapping.getValue().stream()
                                .map(tuple ->
                                        new NodeTuple(at(place, tuple.getKeyNode()), at(place, tuple.getValueNode())))
                                .toList(),
                        mapping.getFlowStyle(),
                        place.getStartMark(),
                        place.getEndMark());
            default -> throw new IllegalArgumentException("a value is a scalar or a group of scalars");
        };
    }

    /** A plain value. */
    static Node scalar(String text) {
        return new ScalarNode(Tag.STR, text, ScalarStyle.PLAIN);
    }

    /** One key with a plain value. */
    static Node mapping(String key, String value) {
        return new MappingNode(Tag.MAP, List.of(new NodeTuple(scalar(key), scalar(value))), FlowStyle.FLOW);
    }
}
