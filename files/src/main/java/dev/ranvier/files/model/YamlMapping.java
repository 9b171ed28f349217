package dev.ranvier.files.model;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.PhysicalQuantity;
import dev.ranvier.formula.NearestName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * A group of keys in a model file.
 *
 * @param self the group as a value
 * @param keys for every key the value that carries its place
 * @param values for every key what stands behind it
 */
public record YamlMapping(YamlValue self, Map<String, YamlValue> keys, Map<String, YamlValue> values) {
    /** Refuses a key that occurs twice. */
    static YamlMapping of(YamlValue self, MappingNode node) {
        Map<String, YamlValue> keys = new LinkedHashMap<>(), values = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            String name = new YamlValue(self.file(), self.path(), tuple.getKeyNode()).text();
            YamlValue key = child(self, name, tuple.getKeyNode());
            if (keys.containsKey(name)) {
                throw key.wrong("this key occurs twice, first in line "
                        + keys.get(name).place().line() + "; keep one");
            }
            keys.put(name, key);
            values.put(name, child(self, name, tuple.getValueNode()));
        }
        return new YamlMapping(self, keys, values);
    }

    private static YamlValue child(YamlValue self, String name, Node node) {
        return new YamlValue(self.file(), self.path().isEmpty() ? name : self.path() + "." + name, node);
    }

    /** This mapping, if it has no other keys than these, and none of them in two units. */
    public YamlMapping allowing(KeyGroup known) {
        keys.forEach((name, key) -> {
            if (!known.spellings().contains(name)) {
                throw unknown(key, name, known);
            }
        });
        for (Key key : known.keys()) {
            List<String> present =
                    key.names().stream().filter(keys::containsKey).toList();
            if (present.size() > 1) {
                throw require(key)
                        .wrong("the same quantity is given as " + String.join(" and as ", present) + "; keep one");
            }
        }
        return this;
    }

    private static BadInputException unknown(YamlValue key, String name, KeyGroup known) {
        for (Key candidate : known.keys()) {
            if (candidate.quantity() != PhysicalQuantity.NUMBER) {
                String accepted = String.join(" or ", candidate.names());
                if (name.equals(candidate.stem())) {
                    return key.wrong("unknown key: the name lacks a unit, write " + accepted);
                }
                if (name.startsWith(candidate.stem() + "_")) {
                    return key.wrong(
                            "unknown unit '" + name.substring(candidate.stem().length() + 1) + "' for "
                                    + candidate.stem() + "; accepted: " + accepted);
                }
            }
        }
        return key.wrong("unknown key; " + NearestName.hint(name, known.spellings()));
    }

    /** What stands behind {@code key}, if it is there. */
    public Optional<YamlValue> find(Key key) {
        return key.quantity().units().stream()
                .filter(unit -> values.containsKey(unit.of(key.stem())))
                .findFirst()
                .map(unit ->
                        Objects.requireNonNull(values.get(unit.of(key.stem()))).in(key.quantity(), unit));
    }

    /** What stands behind {@code key}; refuses its absence. */
    public YamlValue require(Key key) {
        return find(key).orElseThrow(() -> self.wrong("missing key " + String.join(" or ", key.names())));
    }

    /** How {@code key} is spelt here, with its unit; refuses its absence. */
    String spelling(Key key) {
        require(key);
        return key.names().stream().filter(values::containsKey).findFirst().orElseThrow();
    }

    /** How many of the engine's units the unit is in which {@code key} is given; 1 if it is not given. */
    double factor(Key key) {
        return key.quantity().units().stream()
                .filter(unit -> values.containsKey(unit.of(key.stem())))
                .findFirst()
                .map(PhysicalQuantity.Unit::factor)
                .orElse(1.0);
    }

    /** A finite number in the engine's unit. */
    double number(Key key) {
        return require(key).number() * factor(key);
    }

    /** A number above zero in the engine's unit. */
    public double positive(Key key) {
        return require(key).positive() * factor(key);
    }
}
