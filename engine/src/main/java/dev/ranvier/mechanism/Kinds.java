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
 * @param links those with a current between a node and its parent
 * @param points those with a current at a node, and events
 */
public record Kinds(
        SortedMap<Integer, Channel> channels,
        SortedMap<Integer, IonPool> pools,
        SortedMap<Integer, AxialCurrent> links,
        SortedMap<Integer, PointProcess> points) {
    /** Copies the maps. */
    public Kinds {
        channels = Collections.unmodifiableSortedMap(new TreeMap<>(channels));
        pools = Collections.unmodifiableSortedMap(new TreeMap<>(pools));
        links = Collections.unmodifiableSortedMap(new TreeMap<>(links));
        points = Collections.unmodifiableSortedMap(new TreeMap<>(points));
    }

    /** The mechanisms of a list by kind. */
    public static Kinds of(List<Mechanism> all) {
        SortedMap<Integer, Channel> channels = new TreeMap<>();
        SortedMap<Integer, IonPool> pools = new TreeMap<>();
        SortedMap<Integer, AxialCurrent> links = new TreeMap<>();
        SortedMap<Integer, PointProcess> points = new TreeMap<>();
        for (int position = 0; position < all.size(); position++) {
            switch (all.get(position)) {
                case Channel channel -> channels.put(position, channel);
                case IonPool pool -> pools.put(position, pool);
                case AxialCurrent link -> links.put(position, link);
                case PointProcess point -> points.put(position, point);
            }
        }
        return new Kinds(channels, pools, links, points);
    }

    /** Those that are in the membrane, and not at places of their own. */
    public boolean isInMembrane(int position) {
        return channels.containsKey(position) || pools.containsKey(position);
    }

    /** Those at places of their own. */
    public SortedMap<Integer, Placed> placed() {
        SortedMap<Integer, Placed> placed = new TreeMap<>(links);
        placed.putAll(points);
        return placed;
    }
}
