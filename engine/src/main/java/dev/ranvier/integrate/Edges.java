package dev.ranvier.integrate;

import dev.ranvier.integrate.TangentProducts.Still;
import java.util.ArrayList;
import java.util.List;

/**
 * The derivative of a piece of a step as a list of {@link Edge}s: tangents walk it forwards, cotangents backwards. The list comes
 * in sections that each need the batch in some state, and within these in groups behind the kernels that write their partials.
 */
final class Edges {
    /** What a section finds in the batch, from whichever end it is entered; and its groups. */
    private record Section(List<Runnable> setting, List<Group> groups) {}

    /** What writes the coefficients of some edges. */
    private record Group(List<Runnable> partials, List<Edge> edges) {}

    private final List<Section> sections = new ArrayList<>();

    /** Begins a section: its edges follow. */
    Edges section(Runnable... setting) {
        sections.add(new Section(List.of(setting), new ArrayList<>()));
        return group(List.of());
    }

    /** Begins a group in the section. */
    Edges group(List<Runnable> partials) {
        sections.getLast().groups.add(new Group(partials, new ArrayList<>()));
        return this;
    }

    /** Adds an edge to the group. */
    void add(Edge edge) {
        sections.getLast().groups.getLast().edges.add(edge);
    }

    /** Operations that carry tangents along the edges, in order. */
    Runnable[] tangents(List<Differentials> directions, TangentProducts products) {
        List<Runnable> sequence = new ArrayList<>();
        for (Section section : sections) {
            List<Runnable> inside = new ArrayList<>();
            for (Group group : section.groups) {
                addUnlessEmpty(inside, group.partials, tangents(group.edges, directions, products));
            }
            addUnlessEmpty(sequence, section.setting, inside);
        }
        return sequence.toArray(Runnable[]::new);
    }

    /** What is added of several targets, one after the other, is one operation. */
    private static List<Runnable> tangents(List<Edge> edges, List<Differentials> directions, TangentProducts products) {
        List<Runnable> operations = new ArrayList<>();
        List<Edge.AddTarget> targets = new ArrayList<>();
        for (Edge edge : edges) {
            if (edge instanceof Edge.AddTarget ofTarget) {
                targets.add(ofTarget);
            } else {
                addTargets(operations, targets, directions, products);
                operations.addAll(edge.tangents(directions, products));
            }
        }
        addTargets(operations, targets, directions, products);
        return operations;
    }

    private static void addTargets(
            List<Runnable> operations,
            List<Edge.AddTarget> targets,
            List<Differentials> directions,
            TangentProducts products) {
        for (Differentials dot : directions) {
            List<Still> stills = targets.stream()
                    .flatMap(target -> target.still(dot).stream())
                    .toList();
            if (!stills.isEmpty()) {
                operations.add(products.addStills(stills));
            }
        }
        targets.clear();
    }

    /** Operations that carry cotangents back along the edges. */
    Runnable[] cotangents(Differentials bars, Products products) {
        List<Runnable> sequence = new ArrayList<>();
        for (Section section : sections.reversed()) {
            List<Runnable> inside = new ArrayList<>();
            for (Group group : section.groups.reversed()) {
                List<Runnable> operations = group.edges.reversed().stream()
                        .flatMap(edge -> edge.cotangent(bars, products).stream())
                        .toList();
                addUnlessEmpty(inside, group.partials, operations);
            }
            addUnlessEmpty(sequence, section.setting, inside);
        }
        return sequence.toArray(Runnable[]::new);
    }

    /** Nothing is prepared for what is not wanted. */
    private static void addUnlessEmpty(List<Runnable> sequence, List<Runnable> before, List<Runnable> operations) {
        if (!operations.isEmpty()) {
            sequence.addAll(before);
            sequence.addAll(operations);
        }
    }

    /** One call site for operations of many classes: none of them is inlined, each is compiled, and vectorised, alone. */
    static void run(Runnable[] sequence) {
        for (Runnable operation : sequence) {
            operation.run();
        }
    }
}
