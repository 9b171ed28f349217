package dev.ranvier.morphology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a morphology as SWC that {@link SwcReader} reads back to the same branches, to the last bit, under the reader's
 * names. A cell whose cable the format cannot hold is refused:
 *
 * <ul>
 *   <li>with a soma (a root of type 1, the only branch of that type) that is as long as it is thick, its children hang on its middle,
 *       and the soma is written as one point; with any other soma they are refused;
 *   <li>without, children of the root may hang on its beginning if they start with its first point;
 *   <li>any other branch hangs on its parent's end and starts with the parent's last point, radius included.
 * </ul>
 *
 * Three things read back otherwise: an only child of its parent's type becomes a part of its parent and a soma that is one point
 * lies along y (the cable is the same), and a soma whose points look like an outline becomes a cylinder, see {@link SwcReader}.
 */
public final class SwcWriter {
    private final List<Branch> branches;
    private final boolean soma;
    private final StringBuilder rows = new StringBuilder("# id type x y z radius parent (um)\n");
    /** By branch: the id of its last point. */
    private final int[] lastId;

    private int id;

    private SwcWriter(Morphology morphology) {
        branches = morphology.branches();
        soma = branches.getFirst().type() == SwcType.SOMA;
        lastId = new int[branches.size()];
    }

    /** Writes a file, replacing one that exists. */
    public static void write(Morphology morphology, Path file) throws IOException {
        Files.writeString(file, text(morphology));
    }

    /** The file's text; lines end with a line feed. */
    public static String text(Morphology morphology) {
        SwcWriter writer = new SwcWriter(morphology);
        for (int k = 0; k < writer.branches.size(); k++) {
            writer.add(k);
        }
        return writer.rows.toString();
    }

    private void add(int position) {
        Branch branch = branches.get(position);
        int parentId = position == 0 ? SwcPoint.NO_PARENT : parentId(branch);
        boolean ownBeginning = position == 0 || (soma && branch.parent() == 0);
        List<Point> written = branch.points();
        if (position == 0 && soma) {
            written = SwcSoma.centre(written).map(List::of).orElse(written);
        } else if (!ownBeginning) {
            written = written.subList(1, written.size());
        }
        for (Point point : written) {
            id++;
            rows.append(id).append(' ').append(branch.type());
            rows.append(' ')
                    .append(point.x_um())
                    .append(' ')
                    .append(point.y_um())
                    .append(' ')
                    .append(point.z_um());
            rows.append(' ')
                    .append(point.radius_um())
                    .append(' ')
                    .append(parentId)
                    .append('\n');
            parentId = id;
        }
        lastId[position] = id;
    }

    /** The id of the point that a branch's first row hangs on; refuses what a reader would take for another cell. */
    private int parentId(Branch branch) {
        Branch parent = branches.get(branch.parent());
        if (branch.type() == SwcType.SOMA) {
            throw refused(branch, "has type 1 (soma), which in SWC only the root can have");
        }
        if (soma && branch.parent() == 0) {
            if (branch.parentFraction() != 0.5) {
                throw refused(
                        branch, "hangs on the soma at " + branch.parentFraction() + "; in SWC it hangs on the middle");
            }
            if (SwcSoma.centre(parent.points()).isEmpty()) {
                throw refused(
                        branch,
                        "hangs on the middle of a soma that is not as long as it is thick; in SWC it would hang on an"
                                + " end");
            }
            return 1;
        }
        boolean onBeginning = branch.parentFraction() == 0 && branch.parent() == 0;
        if (!onBeginning && branch.parentFraction() != 1) {
            throw refused(
                    branch,
                    "hangs on " + parent.name() + " at " + branch.parentFraction() + "; in SWC it hangs on the end");
        }
        Point joint = onBeginning ? parent.points().getFirst() : parent.points().getLast();
        if (!branch.points().getFirst().equals(joint)) {
            throw refused(
                    branch,
                    "starts with " + branch.points().getFirst() + "; in SWC it starts with the point of "
                            + parent.name() + " that it hangs on, " + joint);
        }
        return onBeginning ? 1 : lastId[branch.parent()];
    }

    private static MorphologyException refused(Branch branch, String why) {
        return new MorphologyException("SWC cannot hold branch " + branch.name() + ": it " + why);
    }
}
