package dev.ranvier.files.model;

import dev.ranvier.mechanism.Schema;
import java.util.List;
import java.util.stream.Stream;

/**
 * The keys that may stand together in a model file. {@code docs/MODEL-FILE.md} explains every one; {@code ModelFileDocumentTest}
 * finds the groups, which are constants of the readers that use them.
 *
 * @param name of the document's section about them
 * @param keys the keys
 */
public record KeyGroup(String name, List<Key> keys) {
    /** Of these keys. */
    public static KeyGroup of(String name, Key... keys) {
        return new KeyGroup(name, List.of(keys));
    }

    /** These keys and more, which only a file tells. */
    KeyGroup with(Stream<Key> more) {
        return new KeyGroup(name, Stream.concat(keys.stream(), more).toList());
    }

    /** These keys and the parameters of a mechanism. */
    KeyGroup withParameters(Schema schema) {
        return with(schema.parameters().stream().map(field -> Key.withUnit(field.name())));
    }

    /** The same keys, which another section explains. */
    KeyGroup as(String otherName) {
        return new KeyGroup(otherName, keys);
    }

    /** The accepted spellings. */
    List<String> spellings() {
        return keys.stream().flatMap(key -> key.names().stream()).toList();
    }
}
