package dev.ranvier.program;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Kernels by what they do. One that is in use is not made twice, and the last {@value #KEPT} stay, so that the next cell of the same
 * channels begins with what has been compiled already; others go when nobody uses them any more.
 */
final class MadeOnce<K, V> {
    private static final int KEPT = 256;

    private final Map<K, WeakReference<V>> inUse = new HashMap<>();
    private final Map<K, V> latest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > KEPT;
        }
    };

    /** The one that there is, or else a new one. */
    synchronized V get(K what, Supplier<V> making) {
        WeakReference<V> reference = inUse.get(what);
        V known = reference == null ? null : reference.get();
        if (known == null) {
            known = making.get();
            inUse.values().removeIf(other -> other.refersTo(null));
            inUse.put(what, new WeakReference<>(known));
        }
        latest.put(what, known);
        return known;
    }
}
