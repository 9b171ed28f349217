package dev.ranvier.benchmarks;

import dev.ranvier.formula.MechanismFormulas;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import java.util.List;
import java.util.Map;

/** {@link HodgkinHuxleyCell} with its channels as formulas. */
final class FormulaCell {
    private FormulaCell() {}

    static Cell mechanistic() {
        return new Cell(
                Cell.cylinderArea_um2(10, 1),
                1,
                -70,
                List.of(
                        new Insertion("na", sodium(), Map.of()),
                        new Insertion("k", potassium(), Map.of()),
                        new Insertion("leak", leak(), Map.of())));
    }

    static Channel sodium() {
        return MechanismFormulas.named("na")
                .conductance(120)
                .reversal(50)
                .gateByRates("m", 3, "linoid((v + 40)/10)", "4 * exp(-(v + 65)/18)")
                .gateByRates("h", 1, "0.07 * exp(-(v + 65)/20)", "1/(1 + exp(-(v + 35)/10))")
                .channel();
    }

    static Channel potassium() {
        return MechanismFormulas.named("k")
                .conductance(36)
                .reversal(-77)
                .gateByRates("n", 4, "0.1 * linoid((v + 55)/10)", "0.125 * exp(-(v + 65)/80)")
                .channel();
    }

    private static Channel leak() {
        return MechanismFormulas.named("leak").conductance(0.3).reversal(-54.3).channel();
    }
}
