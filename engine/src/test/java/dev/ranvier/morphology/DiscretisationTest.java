package dev.ranvier.morphology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.morphology.Discretisation.ByName;
import dev.ranvier.morphology.Discretisation.DLambda;
import dev.ranvier.morphology.Discretisation.MaximumLength;
import dev.ranvier.morphology.Discretisation.PerBranch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many compartments each rule makes. NEURON's own numbers under d_lambda are in NeuronGeometryTest. */
final class DiscretisationTest {
    private static final CableProperties USUAL = CableProperties.uniform(100, 1);

    @Test
    void maximumLength_wholeMultiple_getsNoneMore() {
        Morphology cell = cable(300);
        assertThat(compartments(cell, new MaximumLength(100))).isEqualTo(3);
        assertThat(compartments(cell, new MaximumLength(99))).isEqualTo(4);
        assertThat(compartments(cell, new MaximumLength(1e6))).isEqualTo(1);
        assertThat(compartments(cable(0.3), new MaximumLength(0.1))).isEqualTo(3);
    }

    /** lambda_f = 1e5 sqrt(2 / (4 pi 100 100 1)) = 398.942 um: 1000 um are 25.07 tenths of it. */
    @Test
    void dLambda_cylinder_isNeuronsFormula() {
        assertThat(compartments(cable(1000), DLambda.USUAL)).isEqualTo(25);
        assertThat(compartments(cable(1), DLambda.USUAL)).isEqualTo(1);
    }

    @Test
    void dLambda_propertiesByBranch_areUsed() {
        CableProperties fourfold = new CableProperties(branch -> 400, branch -> 1);
        assertThat(DLambda.USUAL.compartments(cable(1000).branch("cable"), fourfold))
                .isEqualTo(51);
    }

    @Test
    void dLambda_propertiesOutOfRange_areRefused() {
        CableProperties none = new CableProperties(branch -> 0, branch -> 1);
        assertThatThrownBy(() -> cable(10).discretise(DLambda.USUAL, none))
                .isInstanceOf(MorphologyException.class)
                .hasMessageContaining("axialResistivity_ohm_cm must be positive and finite");
        assertThatThrownBy(() -> CableProperties.uniform(100, -1))
                .hasMessage("capacitance_uF_per_cm2 must be positive and finite: capacitance_uF_per_cm2=-1.0");
    }

    @Test
    void discretise_evenNumberWithChildAtTheMiddle_getsOneMore() {
        Morphology cell = new MorphologyBuilder()
                .soma(20, 20)
                .cylinder("b", SwcType.BASAL, "soma", 0.5, 100, 1)
                .build();
        Compartments nodes = cell.discretise(new PerBranch(4));
        assertThat(nodes.compartments(0)).hasSize(5);
        assertThat(nodes.compartments(1)).hasSize(4);
        assertThat(nodes.at("b", 0)).isEqualTo(nodes.at("soma", 0.5)).isEqualTo(2);
    }

    @Test
    void discretise_tooMany_saysHowManyAndObeysTheLimit() {
        Morphology cell = cable(1000);
        assertThatThrownBy(() -> cell.discretise(new DLambda(1e-6, 100), USUAL))
                .isInstanceOf(MorphologyException.class)
                .hasMessage(
                        "DLambda[fraction=1.0E-6, frequency_Hz=100.0] would cut the cell into 2,506,629 compartments; "
                                + "the limit is 1,000,000: choose a coarser rule or allow more");
        assertThatThrownBy(() -> cell.discretise(new PerBranch(11), USUAL, 10))
                .hasMessageContaining("into 11 compartments; the limit is 10");
        assertThat(cell.discretise(new PerBranch(11), USUAL, 11).count()).isEqualTo(13);
    }

    @Test
    void discretise_absurdlyMany_isRefusedToo() {
        assertThatThrownBy(() -> cable(1000).discretise(new DLambda(1e-300, 100), USUAL))
                .hasMessageContaining("compartments; the limit is 1,000,000");
        assertThatThrownBy(() -> cable(1000).discretise(new MaximumLength(1e-300)))
                .hasMessageContaining("compartments; the limit is 1,000,000");
    }

    @Test
    void byName_namedBranchesAndOthers_getTheirs() {
        Morphology cell = new MorphologyBuilder()
                .soma(20, 20)
                .cylinder("b", SwcType.BASAL, "soma", 1, 100, 1)
                .build();
        Compartments nodes = cell.discretise(new ByName(Map.of("soma", 1), new MaximumLength(10)), USUAL);
        assertThat(nodes.compartments(0)).hasSize(1);
        assertThat(nodes.compartments(1)).hasSize(10);
        assertThatThrownBy(() -> cell.discretise(new ByName(Map.of("some", 1), new PerBranch(1)), USUAL))
                .hasMessage("no branch is named some; there are soma, b");
        assertThatThrownBy(() -> new ByName(Map.of("b", 0), new PerBranch(1)))
                .hasMessage("compartments of branch b must be at least 1: compartments=0");
    }

    @Test
    void rules_outOfRange_areRefused() {
        assertThatThrownBy(() -> new PerBranch(0))
                .hasMessage("compartments of a branch must be at least 1: compartments=0");
        assertThatThrownBy(() -> new MaximumLength(0)).hasMessageContaining("length_um=0.0");
        assertThatThrownBy(() -> new DLambda(Double.NaN, 100)).hasMessageContaining("fraction=NaN");
        assertThatThrownBy(() -> new DLambda(0.1, -1)).hasMessageContaining("frequency_Hz=-1.0");
    }

    private static int compartments(Morphology cell, Discretisation rule) {
        return cell.discretise(rule, USUAL).compartments(0).length;
    }

    private static Morphology cable(double length_um) {
        Branch branch = new Branch(
                "cable",
                SwcType.BASAL,
                Branch.NO_PARENT,
                0,
                List.of(new Point(0, 0, 0, 1), new Point(length_um, 0, 0, 1)));
        return new Morphology(List.of(branch));
    }
}
