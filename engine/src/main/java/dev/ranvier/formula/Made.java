package dev.ranvier.formula;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What was made of descriptions, the last of them; models that are read again and again share it. */
final class Made<K, M> {
    private static final int MOST = 128;

    private final Map<K, M> made = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, M> eldest) {
            return size() > MOST;
        }
    };

    /** What {@code making} makes of a description, or has made of an equal one. */
    M of(K description, Function<K, M> making) {
        synchronized (made) {
            M present = made.get(description);
            if (present != null) {
                return present;
            }
        }
        M fresh = making.apply(description); // which may take long, and others read on
        synchronized (made) {
            M present = made.putIfAbsent(description, fresh);
            return present == null ? fresh : present;
        }
    }
}
