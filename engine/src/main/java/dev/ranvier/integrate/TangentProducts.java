package dev.ranvier.integrate;

import dev.ranvier.mechanism.SharedNumbers.Reading.Between;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import java.util.List;

/** {@link Products}, and those that tangents need in the other direction. */
interface TangentProducts extends Products {
    /** Takes the first {@code count} of what stands side by side beside an element into account from now on; of one in a lane all. */
    default void activate(int count) {}

    /** Told before every run, when what stands beside targets is there. */
    default void begin() {}

    /** {@code y += sign p x}, x being the same during a run. */
    record Still(double sign, Column p, Column x, Column y, Span span) {}

    /** Several of these, one after the other. */
    default Runnable addStills(List<Still> stills) {
        Runnable[] additions = stills.stream()
                .map(still -> add(still.sign, still.p, still.x, still.y, still.span))
                .toArray(Runnable[]::new);
        return additions.length == 1 ? additions[0] : () -> Edges.run(additions);
    }

    /** {@code y = p y + q x, x = 0}: {@link #part}, transposed. */
    Runnable blend(Column p, Column q, Column x, Column y, Span span);

    /** {@code x += sign p dot}, with the one dot of each lane or direction: {@link #sum}, transposed. */
    Runnable spread(double sign, Column p, Column dot, Column x, Span span);

    /** {@code x += sign p ((1 - f) dot[k] + f dot[k + stride])}: {@link #scatter}, transposed. */
    Runnable gather(double sign, Column p, Between place, Block dot, Column x, Span span);

    /** {@code x = A^-1 x}, A the matrix of a step with the diagonal {@code d}, which is modified. */
    Runnable solve(TreeSolver tree, Column d, Column x);

    /** {@code y_c -= (u_c - u_p) g_c} for every node c with a parent p, and the opposite at p: {@link #axial}, transposed. */
    Runnable axialTangent(TreeSolver tree, Column u, Column g, Column y);
}
