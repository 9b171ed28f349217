package dev.ranvier.mechanism;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The mechanisms of a cell by kind, each under its position in the list of all: the one place that asks of what kind a mechanism
 * is.
 *
 * @param channels those with a current through the membrane
 * @param pools those that keep account of an ion
 */
public record Kinds(SortedMap<Integer, Channel> channels, SortedMap<Integer, IonPool> pools) {
    /** Copies the maps. */
    public Kinds {
        channels = Collections.unmodifiableSortedMap(new TreeMap<>(channels));
        pools = Collections.unmodifiableSortedMap(new TreeMap<>(pools));
    }

    /** The mechanisms of a list by kind. */
    public static Kinds of(List<Mechanism> all) {
        SortedMap<Integer, Channel> channels = new TreeMap<>();
        SortedMap<Integer, IonPool> pools = new TreeMap<>();
        for (int position = 0; position < all.size(); position++) {
            switch (all.get(position)) {
                case Channel channel -> channels.put(position, channel);
                case IonPool pool -> pools.put(position, pool);
            }
        }
        return new Kinds(channels, pools);
    }
}
