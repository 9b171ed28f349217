package dev.ranvier.program;

import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs a program value by value, each over all sites before the next. Needs no warm-up, and does not care how long a program is. */
final class Interpreter extends PartKernel {
    private final Instruction[] instructions;
    private final int scratch;

    /** A pass with its operands: columns, of which those that are not needed are the target, and numbers. */
    private static final class Instruction {
        private static final int MOST_COLUMNS = 4, MOST_NUMBERS = 2;

        private final Pass pass;
        private final Slot target;
        private final Slot[] columns;
        private final Value[] numbers;

        Instruction(Pass pass, Slot target, List<Slot> columns, List<Value> numbers) {
            this.pass = pass;
            this.target = target;
            this.columns = columns.toArray(Slot[]::new);
            this.numbers = numbers.toArray(Value[]::new);
            if (columns.size() > MOST_COLUMNS || numbers.size() > MOST_NUMBERS) {
                throw new IllegalArgumentException("too many operands: " + columns + numbers.size());
            }
        }

        void run(Sites x) {
            Column out = target.of(x);
            Column a = columns.length > 0 ? columns[0].of(x) : out;
            Column b = columns.length > 1 ? columns[1].of(x) : out;
            Column c = columns.length > 2 ? columns[2].of(x) : out;
            Column d = columns.length > 3 ? columns[3].of(x) : out;
            double s = numbers.length > 0 ? numbers[0].at(x) : 0;
            double t = numbers.length > 1 ? numbers[1].at(x) : 0;
            pass.run(out, a, b, c, d, s, t, x.from(), x.to());
        }
    }

    Interpreter(Program program) {
        super(new Part(program.computed(), Map.of(), program.outputs()));
        WorkColumns work = new WorkColumns(program);
        List<Instruction> list = new ArrayList<>();
        for (Value value : program.computed()) {
            List<Slot> columns = value.operands().stream()
                    .filter(operand -> !operand.isUniform())
                    .map(work::of)
                    .toList();
            List<Value> numbers =
                    value.operands().stream().filter(Value::isUniform).toList();
            list.add(new Instruction(Pass.of(value), work.of(value), columns, numbers));
        }
        work.copies().forEach((to, from) -> list.add(new Instruction(Pass::copy, to, List.of(from), List.of())));
        instructions = list.toArray(Instruction[]::new);
        scratch = work.count();
    }

    /** How many work columns it needs. */
    int scratch() {
        return scratch;
    }

    @Override
    public void run(Sites x) {
        for (Instruction instruction : instructions) {
            instruction.run(x);
        }
    }
}
