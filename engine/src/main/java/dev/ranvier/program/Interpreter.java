package dev.ranvier.program;

import dev.ranvier.mechanism.Sites;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs a program value by value, each over all sites before the next. Needs no warm-up, and does not care how long a program is. */
final class Interpreter extends PartKernel {
    private static final int MOST_COLUMNS = 4, MOST_NUMBERS = 2;

    private final Pass[] passes;
    private final Slot[] targets;
    private final Slot[][] columns;
    private final Value[][] numbers;
    private final int scratch;

    Interpreter(Program program) {
        super(new Part(program.computed(), Map.of(), program.outputs()));
        WorkColumns work = new WorkColumns(program);
        List<Pass> passes = new ArrayList<>();
        List<Slot> targets = new ArrayList<>();
        List<Slot[]> columns = new ArrayList<>();
        List<Value[]> numbers = new ArrayList<>();
        for (Value value : program.computed()) {
            passes.add(Pass.of(value));
            targets.add(work.of(value));
            columns.add(columns(
                    value.operands().stream()
                            .filter(operand -> !operand.isUniform())
                            .map(work::of)
                            .toList(),
                    work.of(value)));
            numbers.add(numbers(value));
        }
        work.copies().forEach((to, from) -> {
            passes.add(Pass::copy);
            targets.add(to);
            columns.add(columns(List.of(from), to));
            numbers.add(numbers(Value.ZERO));
        });
        this.passes = passes.toArray(Pass[]::new);
        this.targets = targets.toArray(Slot[]::new);
        this.columns = columns.toArray(Slot[][]::new);
        this.numbers = numbers.toArray(Value[][]::new);
        this.scratch = work.count();
    }

    /** The column operands, filled up with the target. */
    private static Slot[] columns(List<Slot> operands, Slot target) {
        Slot[] columns = new Slot[MOST_COLUMNS];
        for (int k = 0; k < MOST_COLUMNS; k++) {
            columns[k] = k < operands.size() ? operands.get(k) : target;
        }
        return columns;
    }

    /** The operands that are one number, filled up with zero. */
    private static Value[] numbers(Value value) {
        List<Value> uniform = value.operands().stream().filter(Value::isUniform).toList();
        Value[] numbers = new Value[MOST_NUMBERS];
        for (int k = 0; k < MOST_NUMBERS; k++) {
            numbers[k] = k < uniform.size() ? uniform.get(k) : Value.ZERO;
        }
        return numbers;
    }

    /** How many work columns it needs. */
    int scratch() {
        return scratch;
    }

    @Override
    public void run(Sites x) {
        for (int i = 0; i < passes.length; i++) {
            Slot[] operands = columns[i];
            passes[i].run(
                    targets[i].of(x),
                    operands[0].of(x),
                    operands[1].of(x),
                    operands[2].of(x),
                    operands[3].of(x),
                    numbers[i][0].at(x),
                    numbers[i][1].at(x),
                    x.from(),
                    x.to());
        }
    }
}
