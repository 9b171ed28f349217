package dev.ranvier.files.recording.nwb;

import dev.ranvier.files.input.BadInputException;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import io.jhdf.links.ExternalLink;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An open HDF5 file. The library's exceptions, which are of many kinds when a file is damaged, become complaints with the place;
 * so does running out of stack, which a group that is inside itself does.
 */
final class Hdf implements AutoCloseable {
    private final Path path;
    private final HdfFile file;

    private Hdf(Path path, HdfFile file) {
        this.path = path;
        this.file = file;
    }

    static Hdf open(Path path) {
        return new Hdf(path, sound(path, "", () -> new HdfFile(path)));
    }

    private static <T> T sound(Path path, String place, Supplier<T> action) {
        try {
            return action.get();
        } catch (BadInputException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new BadInputException(path + ": " + place + (place.isEmpty() ? "" : ": ")
                    + "the HDF5 file is truncated, damaged or of a kind that is not read ("
                    + reason.lines().findFirst().orElse("") + ")");
        }
    }

    private <T> T sound(Node node, Supplier<T> action) {
        return sound(path, node.getName(), action);
    }

    /** The complaint {@code message} about a place in the file. */
    BadInputException wrong(String place, String message) {
        return new BadInputException(path + ": " + place + ": " + message);
    }

    Group root() {
        return file;
    }

    /** What is at a path below a group. */
    Optional<Node> find(Group group, String... names) {
        Node node = group;
        for (String name : names) {
            if (!(node instanceof Group inner)) {
                return Optional.empty();
            }
            Optional<Node> child = sound(
                    node,
                    () -> Optional.ofNullable(inner.getChildren().get(name)).flatMap(Hdf::target));
            if (child.isEmpty()) {
                return Optional.empty();
            }
            node = child.get();
        }
        return Optional.of(node);
    }

    /** What a node is or, if it is a link within the file, leads to; nothing where it leads nowhere. */
    private static Optional<Node> target(Node node) {
        if (!(node instanceof Link link)) {
            return Optional.of(node);
        }
        return node instanceof ExternalLink || leadsNowhere(link) ? Optional.empty() : Optional.of(link.getTarget());
    }

    /** Links that lead to each other run the library out of stack. */
    private static boolean leadsNowhere(Link link) {
        try {
            return link.isBrokenLink();
        } catch (StackOverflowError _) {
            return true;
        }
    }

    /** The columns of a table, by name. */
    Map<?, ?> columns(Dataset table) {
        return sound(table, () -> table.getData() instanceof Map<?, ?> columns ? columns : Map.of());
    }

    Optional<Group> group(Group group, String... names) {
        return find(group, names).filter(Group.class::isInstance).map(Group.class::cast);
    }

    Optional<Dataset> dataset(Group group, String... names) {
        return find(group, names).filter(Dataset.class::isInstance).map(Dataset.class::cast);
    }

    /** The groups in a group. */
    List<Group> groups(Group group) {
        return sound(group, () -> {
            List<Group> groups = new ArrayList<>();
            for (Map.Entry<String, Node> child : group.getChildren().entrySet()) {
                target(child.getValue())
                        .filter(Group.class::isInstance)
                        .map(Group.class::cast)
                        .ifPresent(groups::add);
            }
            return groups;
        });
    }

    Optional<Object> attribute(Node node, String name) {
        return sound(node, () -> {
            Attribute attribute = node.getAttributes().get(name);
            return attribute == null ? Optional.<Object>empty() : Optional.ofNullable(first(attribute.getData()));
        });
    }

    Optional<String> text(Node node, String name) {
        return attribute(node, name).map(Object::toString);
    }

    Optional<Double> number(Node node, String name) {
        return attribute(node, name).filter(Number.class::isInstance).map(value -> ((Number) value).doubleValue());
    }

    /** The only value of a dataset. */
    Optional<Object> value(Dataset dataset) {
        return sound(
                dataset,
                () -> dataset.getSize() == 1 ? Optional.ofNullable(first(dataset.getData())) : Optional.empty());
    }

    private static Object first(Object data) {
        Object value = data;
        while (value != null && value.getClass().isArray() && Array.getLength(value) > 0) {
            value = Array.get(value, 0);
        }
        return value;
    }

    /** Number of values of a dataset of one dimension. */
    int length(Dataset dataset) {
        long[] dimensions = sound(dataset, dataset::getDimensionsAsLong);
        if (dimensions.length != 1 || dimensions[0] < 1 || dimensions[0] > Integer.MAX_VALUE - 8) {
            throw wrong(dataset.getPath(), "an array of one dimension is needed, with a sample at least");
        }
        return (int) dimensions[0];
    }

    /** Whether a dataset is a row of numbers. */
    boolean isRow(Dataset dataset) {
        return sound(dataset, dataset::getDimensions).length == 1;
    }

    /** Values of a dataset of one dimension. */
    double[] values(Dataset dataset, int from, int to) {
        return sound(dataset, () -> {
            Object data = dataset.getData(new long[] {from}, new int[] {to - from});
            double[] values = new double[to - from];
            for (int k = 0; k < values.length; k++) {
                values[k] = Array.getDouble(data, k);
            }
            return values;
        });
    }

    @Override
    public String toString() {
        return path.toString();
    }

    @Override
    public void close() {
        file.close();
    }
}
