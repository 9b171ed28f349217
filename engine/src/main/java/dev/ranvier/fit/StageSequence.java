package dev.ranvier.fit;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The stages that starts of a fit go through, one after the other, each as often as it is gone through. Where a weaker clamp has lost a
 * spike that the one before kept, it does not come back by itself: of curves and networks, each start of which runs by itself, a
 * stage that leaves much more than the one before is a leap, and stages under clamps in between are put in.
 */
final class StageSequence {
    /** A leap leaves more than so many times as much. */
    private static final double LEAP = 3;

    private final FitProblem problem;
    private final List<Stage> stages;
    /** Those that were put in, in this order. */
    private final List<Between> between = new ArrayList<>();

    private int stage;
    /** The value where the stage before ended. */
    private double left;

    private record Between(int stage, double clamp_mS_per_cm2) {}

    StageSequence(FitProblem problem) {
        this.problem = problem;
        stages = problem.stages().stream()
                .flatMap(once -> IntStream.range(0, problem.hasPriors() ? once.rounds() : 1)
                        .mapToObj(_ -> once))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** The stage under way. */
    Stage now() {
        return stages.get(stage);
    }

    boolean isFirst() {
        return stage == 0;
    }

    boolean isLast() {
        return stage == stages.size() - 1;
    }

    /** The stage before this one, which is not the first. */
    Stage before() {
        return stages.get(stage - 1);
    }

    /** To the next stage from where this one ended with the first start. */
    void pass(double value) {
        left = value;
        stage++;
    }

    /** Whether the stage is a leap, the first start being left with so much, and one before it was put in that is less of one. */
    boolean comesNearer(double value) {
        if (!isLeap(value)) {
            return false;
        }
        OptionalDouble clamp = before().clampTowards(now());
        clamp.ifPresent(nearer -> putIn(new Between(stage, nearer)));
        return clamp.isPresent();
    }

    private boolean isLeap(double value) {
        if (isFirst() || !problem.block().mayLeap()) {
            return false;
        }
        double deviation_mV = before().deviation();
        return value > LEAP * LEAP * Math.max(left, problem.unitValue() * deviation_mV * deviation_mV);
    }

    private void putIn(Between one) {
        stages.add(one.stage, stages.get(one.stage - 1).under(one.clamp_mS_per_cm2));
        between.add(one);
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(between.size());
        for (Between one : between) {
            out.writeInt(one.stage);
            out.writeDouble(one.clamp_mS_per_cm2);
        }
        out.writeInt(stage);
        out.writeDouble(left);
    }

    /** Becomes what was saved of the same problem's. */
    void restore(DataInput in) throws IOException {
        for (int count = in.readInt(); count > 0; count--) {
            putIn(new Between(Objects.checkIndex(in.readInt(), stages.size()), in.readDouble()));
        }
        stage = Objects.checkIndex(in.readInt(), stages.size());
        left = in.readDouble();
    }
}
