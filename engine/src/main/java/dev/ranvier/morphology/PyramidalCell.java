package dev.ranvier.morphology;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Grows cells with the shape of a cortical pyramidal cell: a soma, an axon stub, basal trees, an apical trunk with
 * obliques and a tuft. For demonstrations and tests; it is no reconstruction and no statistics were fitted.
 *
 * <p>Lengths are those usual for such cells (trunk about half a millimetre, basal tips 200 um from the soma). Diameters
 * follow Rall's 3/2 power where trees fork, {@code d^1.5 = d1^1.5 + d2^1.5}, down to 0.4 um; the trunk gives half of an
 * oblique's share away. The same seed gives the same
 * points on every machine: coordinates are multiples of 1/64 um and radii of 1/1024 um, which single precision and
 * decimal text hold exactly.
 *
 * @param basalTrees trees on the soma beside the apical one
 * @param obliques side branches of the apical trunk, each of which may fork
 * @param tuftLevels how many times in a row the tuft forks
 */
public record PyramidalCell(int basalTrees, int obliques, int tuftLevels) {
    /** Six basal trees, nine obliques, a tuft of four levels: some 100 to 140 branches, 8 mm of cable. */
    public static final PyramidalCell USUAL = new PyramidalCell(6, 9, 4);

    private static final int MOST_LEVELS = 10;
    private static final double SOMA_RADIUS_um = 9;
    private static final double SMALLEST_RADIUS_um = 0.2;
    private static final double STEP_um = 12;
    private static final int BASAL_LEVELS = 3;

    /** Refuses negative numbers and a tuft that would not end. */
    public PyramidalCell {
        if (basalTrees < 0 || obliques < 0 || tuftLevels < 0 || tuftLevels > MOST_LEVELS) {
            throw new MorphologyException(
                    "a pyramidal cell needs basalTrees >= 0, obliques >= 0 and tuftLevels from 0 to "
                            + MOST_LEVELS + ": basalTrees=" + basalTrees + ", obliques=" + obliques + ", tuftLevels="
                            + tuftLevels);
        }
    }

    /** The cell of a seed. */
    public Morphology grow(long seed) {
        return new Growth(this, new Random(seed)).morphology();
    }

    /** A place where cable ends, with the direction in which it got there. */
    private record Tip(int branch, Point point, Direction direction) {}

    /** A direction of length 1. */
    private record Direction(double x, double y, double z) {
        static Direction of(double x, double y, double z) {
            double length = Math.sqrt(x * x + y * y + z * z);
            return new Direction(x / length, y / length, z / length);
        }

        /** Bent by a random vector whose components are below {@code amount}. */
        Direction bent(Random random, double amount) {
            return bent(
                    between(random, -amount, amount),
                    between(random, -amount, amount),
                    between(random, -amount, amount));
        }

        Direction bent(double dx, double dy, double dz) {
            return of(x + dx, y + dy, z + dz);
        }
    }

    /** One cell while it grows; branches come depth first, as {@link SwcReader} numbers them. */
    private static final class Growth {
        private final PyramidalCell plan;
        private final Random random;
        private final List<Branch> branches = new ArrayList<>();
        private final SwcType.Numbering numbering = new SwcType.Numbering();

        Growth(PyramidalCell plan, Random random) {
            this.plan = plan;
            this.random = random;
        }

        Morphology morphology() {
            add(
                    SwcType.SOMA,
                    Branch.NO_PARENT,
                    0,
                    List.of(
                            new Point(0, -SOMA_RADIUS_um, 0, SOMA_RADIUS_um),
                            new Point(0, SOMA_RADIUS_um, 0, SOMA_RADIUS_um)));
            fromSoma(SwcType.AXON, new Direction(0, -1, 0), 60, 0.75, 0.4);
            for (int k = 0; k < plan.basalTrees; k++) {
                growBasalTree(2 * Math.PI * (k + between(-0.2, 0.2)) / plan.basalTrees);
            }
            growApicalTree();
            return new Morphology(branches);
        }

        private void growBasalTree(double angle) {
            Direction out = Direction.of(StrictMath.cos(angle), between(-0.8, 0.1), StrictMath.sin(angle));
            double radius_um = between(0.7, 1.1);
            Tip stem = fromSoma(SwcType.BASAL, out, between(15, 30), radius_um, 0.9 * radius_um);
            fork(SwcType.BASAL, stem, BASAL_LEVELS, 30, 0.6);
        }

        private void growApicalTree() {
            double radius_um = 2.2;
            Tip trunk = fromSoma(SwcType.APICAL, new Direction(0, 1, 0), 40, 1.15 * radius_um, radius_um);
            for (int k = 0; k < plan.obliques; k++) {
                Tip node = trunk;
                double obliqueRadius_um = between(0.45, 0.65);
                growOblique(node, obliqueRadius_um);
                radius_um = Math.max(0.6, fromPower(power(radius_um) - 0.5 * power(obliqueRadius_um)));
                Direction up = node.direction.bent(random, 0.1).bent(0, 0.3, 0);
                trunk = extend(SwcType.APICAL, node, up, between(35, 60), radius_um, 0.97 * radius_um);
            }
            fork(SwcType.APICAL, trunk, plan.tuftLevels, 35, 0.7);
        }

        private void growOblique(Tip node, double radius_um) {
            double angle = between(0, 2 * Math.PI);
            Direction out = Direction.of(StrictMath.cos(angle), 0.4, StrictMath.sin(angle));
            boolean forks = random.nextDouble() < 0.6;
            Tip tip = extend(
                    SwcType.APICAL, node, out, forks ? between(25, 50) : between(90, 160), radius_um, 0.9 * radius_um);
            if (forks) {
                fork(SwcType.APICAL, tip, 1, 60, 0.5);
            }
        }

        /** Two daughters, and theirs, up to {@code levels}; the longer the deeper. */
        private void fork(int type, Tip tip, int levels, double length_um, double spread) {
            if (levels == 0) {
                return;
            }
            double share = between(0.35, 0.65);
            Direction side = Direction.of(between(-1, 1), between(-0.3, 0.3), between(-1, 1));
            for (int daughter = 0; daughter < 2; daughter++) {
                int sign = daughter == 0 ? 1 : -1;
                double part = daughter == 0 ? share : 1 - share;
                double radius_um = Math.max(SMALLEST_RADIUS_um, fromPower(part * power(tip.point.radius_um())));
                Direction direction =
                        tip.direction.bent(sign * spread * side.x, sign * spread * side.y, sign * spread * side.z);
                boolean last = levels == 1 || random.nextDouble() < 0.15;
                double reach_um = length_um * between(0.7, 1.3) * (last ? 2 : 1);
                Tip end = extend(
                        type, tip, direction, reach_um, radius_um, Math.max(SMALLEST_RADIUS_um, 0.9 * radius_um));
                if (!last) {
                    fork(type, end, levels - 1, 1.2 * length_um, spread);
                }
            }
        }

        private Tip fromSoma(int type, Direction direction, double length_um, double radius_um, double endRadius_um) {
            Point onSurface = rounded(
                    SOMA_RADIUS_um * direction.x,
                    SOMA_RADIUS_um * direction.y,
                    SOMA_RADIUS_um * direction.z,
                    radius_um);
            return draw(type, 0, 0.5, onSurface, direction, length_um, radius_um, endRadius_um);
        }

        private Tip extend(
                int type, Tip from, Direction direction, double length_um, double radius_um, double endRadius_um) {
            return draw(type, from.branch, 1, from.point, direction, length_um, radius_um, endRadius_um);
        }

        /** A branch that wanders about its direction; its own radius begins at the second point. */
        private Tip draw(
                int type,
                int parent,
                double parentFraction,
                Point start,
                Direction direction,
                double length_um,
                double radius_um,
                double endRadius_um) {
            int steps = (int) Math.max(2, Math.rint(length_um / STEP_um));
            List<Point> points = new ArrayList<>(List.of(start));
            for (int k = 1; k <= steps; k++) {
                Point at = points.getLast();
                double step_um = length_um / steps;
                Direction heading = direction.bent(random, 0.25);
                points.add(rounded(
                        at.x_um() + step_um * heading.x,
                        at.y_um() + step_um * heading.y,
                        at.z_um() + step_um * heading.z,
                        radius_um + (endRadius_um - radius_um) * k / steps));
            }
            return new Tip(add(type, parent, parentFraction, points), points.getLast(), direction.bent(random, 0.1));
        }

        private int add(int type, int parent, double parentFraction, List<Point> points) {
            branches.add(new Branch(numbering.next(type), type, parent, parentFraction, points));
            return branches.size() - 1;
        }

        private double between(double low, double high) {
            return PyramidalCell.between(random, low, high);
        }
    }

    private static double between(Random random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** {@code r^1.5}, from a correctly rounded square root. */
    private static double power(double radius_um) {
        return radius_um * Math.sqrt(radius_um);
    }

    /** {@code p^(2/3)}. */
    private static double fromPower(double power) {
        return StrictMath.cbrt(power * power);
    }

    private static Point rounded(double x_um, double y_um, double z_um, double radius_um) {
        return new Point(
                Math.rint(64 * x_um) / 64,
                Math.rint(64 * y_um) / 64,
                Math.rint(64 * z_um) / 64,
                Math.rint(1024 * radius_um) / 1024);
    }
}
