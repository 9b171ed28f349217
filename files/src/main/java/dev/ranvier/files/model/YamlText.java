package dev.ranvier.files.model;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.Place;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** The nodes of a YAML text: a tree of bounded depth, and of bounded size even where aliases stand for parts of it. */
final class YamlText {
    private static final int DEEPEST = 40;
    private static final long LARGEST_WITH_ALIASES = 1_000_000;
    /** The parser takes a time that grows with the square of it. */
    private static final int LONGEST_LINE = 1_000_000;

    private final String file;

    private YamlText(String file) {
        this.file = file;
    }

    /** What the text says; {@code file} is for complaints, {@code needed} says what an empty text lacks. */
    static Node compose(String file, String text, String needed) {
        checkLines(file, text);
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        try {
            YamlText yaml = new YamlText(file);
            boolean hasAliases = yaml.checkNesting(parser(settings, text));
            Node node = new Composer(settings, parser(settings, text))
                    .getSingleNode()
                    .orElseThrow(() -> new BadInputException(file + ": empty: " + needed));
            if (hasAliases && size(node, new IdentityHashMap<>()) > LARGEST_WITH_ALIASES) {
                throw new BadInputException(file + ": with what its aliases (*name) stand for, it has more than "
                        + LARGEST_WITH_ALIASES + " values; write out what is meant");
            }
            return node;
        } catch (MarkedYamlEngineException e) {
            String problem = "not valid YAML: " + e.getProblem() + bracketHint(e.getProblem());
            throw e.getProblemMark()
                    .map(mark -> new BadInputException(YamlValue.place(file, mark), problem))
                    .orElseGet(() -> new BadInputException(file + ": " + problem));
        } catch (YamlEngineException e) {
            throw new BadInputException(file + ": not valid YAML: " + e.getMessage());
        }
    }

    private static void checkLines(String file, String text) {
        int line = 1;
        for (int from = 0, to; from < text.length(); from = to + 1, line++) {
            int end = text.indexOf('\n', from);
            to = end < 0 ? text.length() : end;
            if (to - from > LONGEST_LINE) {
                throw new BadInputException(
                        new Place(file, line, 0),
                        "the line has more than " + LONGEST_LINE + " characters: write it as several");
            }
        }
    }

    private static ParserImpl parser(LoadSettings settings, String text) {
        return new ParserImpl(settings, new StreamReader(settings, text));
    }

    /** People will write {@code record: [v@apical[0]]}. */
    private static String bracketHint(String problem) {
        return problem.contains("[") ? ". Inside [ ] and { } a name with brackets needs quotes: \"apical[0]\"" : "";
    }

    /** Refuses groups in groups without end, before anything looks into them; whether there are aliases. */
    private boolean checkNesting(Iterator<Event> events) {
        Deque<Optional<Anchor>> open = new ArrayDeque<>();
        boolean hasAliases = false;
        while (events.hasNext()) {
            Event event = events.next();
            switch (event) {
                case CollectionStartEvent start -> {
                    open.push(start.getAnchor());
                    if (open.size() > DEEPEST) {
                        throw wrong(event, "groups and lists are nested more than " + DEEPEST + " deep");
                    }
                }
                case AliasEvent alias -> {
                    hasAliases = true;
                    if (open.contains(Optional.of(alias.getAlias()))) {
                        throw wrong(event, "*" + alias.getAlias() + " stands inside of what it stands for");
                    }
                }
                default -> {
                    if (event.getEventId() == Event.ID.SequenceEnd || event.getEventId() == Event.ID.MappingEnd) {
                        open.pop();
                    }
                }
            }
        }
        return hasAliases;
    }

    private BadInputException wrong(Event event, String problem) {
        return event.getStartMark()
                .map(mark -> new BadInputException(YamlValue.place(file, mark), problem))
                .orElseGet(() -> new BadInputException(file + ": " + problem));
    }

    /** Number of values, those behind an alias counted each time. */
    private static long size(Node node, Map<Node, Long> known) {
        Long size = known.get(node);
        if (size == null) {
            size = switch (node) {
                case SequenceNode list ->
                    1
                            + list.getValue().stream()
                                    .mapToLong(element -> size(element, known))
                                    .sum();
                case MappingNode group ->
                    1
                            + group.getValue().stream()
                                    .mapToLong(tuple -> size(tuple, known))
                                    .sum();
                default -> 1L;
            };
            size = Math.min(size, 2 * LARGEST_WITH_ALIASES);
            known.put(node, size);
        }
        return size;
    }

    private static long size(NodeTuple tuple, Map<Node, Long> known) {
        return size(tuple.getKeyNode(), known) + size(tuple.getValueNode(), known);
    }
}
