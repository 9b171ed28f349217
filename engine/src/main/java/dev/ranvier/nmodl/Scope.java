package dev.ranvier.nmodl;

import dev.ranvier.formula.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that a block sees, inner ones before outer ones. */
final class Scope {
    /**
     * What a name stands for.
     *
     * @param key under which its value is kept; of an array, the beginning of that
     * @param size of an array
     * @param isArray whether it is one
     * @param isLocal whether it lives no longer than its block
     */
    record Variable(String key, int size, boolean isArray, boolean isLocal) {
        String element(int index) {
            return isArray ? key + "_" + index + "_" : key;
        }

        List<String> elements() {
            List<String> elements = new ArrayList<>();
            for (int k = 0; k < size; k++) {
                elements.add(element(k));
            }
            return elements;
        }
    }

    private final @Nullable Scope outer;
    private final Map<String, Variable> names = new HashMap<>();

    Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    void put(String name, Variable variable) {
        names.put(name, variable);
    }

    @Nullable
    Variable find(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Variable variable = scope.names.get(name);
            if (variable != null) {
                return variable;
            }
        }
        return null;
    }

    Variable get(Token name) {
        Variable variable = find(name.text());
        if (variable == null) {
            List<String> all = new ArrayList<>();
            for (Scope scope = this; scope != null; scope = scope.outer) {
                all.addAll(scope.names.keySet());
            }
            throw name.wrong("unknown name " + name.shown() + "; "
                    + NearestName.hint(
                            name.text(), all.stream().distinct().sorted().toList()));
        }
        return variable;
    }
}
