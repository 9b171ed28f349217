package dev.ranvier.program;

import dev.ranvier.memory.Column;
import java.util.List;

/**
 * A program at one site, compiled.
 *
 * @param kernel what runs it
 * @param end behind the frame's doubles that it names or works in
 * @param copies by place behind these: which double of the frame stands there too, side by side with others as vectors take them
 */
public record PackedProgram(PackedKernel kernel, int end, List<Integer> copies) {
    /** Copies the list. */
    public PackedProgram {
        copies = List.copyOf(copies);
    }

    /** How many doubles the frame has. */
    public int frame() {
        return end + copies.size();
    }

    /** Takes in the frame's numbers that stay the same during a run, as they are now. */
    public void prepare(Column frame) {
        for (int k = 0; k < copies.size(); k++) {
            frame.set(end + k, frame.get(copies.get(k)));
        }
    }
}
