package dev.ranvier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.channel.Orientation;
import dev.ranvier.files.model.LearnedGate;
import dev.ranvier.files.model.ModelFile;
import dev.ranvier.files.model.ModelReader;
import dev.ranvier.parameter.Parameter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The shipped models; tests run in the module's folder. */
final class ExamplesTest {
    @Test
    void read_hh_canBeSimulated() {
        assertThat(ModelReader.read(Path.of("examples/hh.yaml")).cell().insertions())
                .hasSize(3);
    }

    @Test
    void read_hhUnknownK_hasOneUnknownChannel() {
        assertThat(ModelReader.read(Path.of("examples/hh-unknown-k.yaml"))
                        .unknownChannels()
                        .getFirst()
                        .name())
                .isEqualTo("k");
        ModelFile sodium = ModelReader.read(Path.of("examples/hh-unknown-na.yaml"));
        assertThat(sodium.unknownChannels().getFirst().gates())
                .extracting(LearnedGate::orientation)
                .containsExactly(Orientation.ACTIVATION, Orientation.INACTIVATION);
        assertThat(sodium.fit().marks()).hasSize(1);
    }

    @Test
    void read_pyramidal_isAWholeCell() {
        ModelFile model = ModelReader.read(Path.of("examples/pyramidal.yaml"));
        assertThat(model.cell().compartments().branchCount()).isGreaterThan(100);
        assertThat(model.injections()).hasSize(1);
        assertThat(model.synapses()).hasSize(1);
    }

    /** Eight conductances, eleven gates of seven numbers, the leak's two and the capacitance. */
    @Test
    void read_flexibleCell_marksAllThatIsNotKnown() {
        ModelFile model = ModelReader.read(Path.of("examples/flexible-cell.yaml"));
        assertThat(model.fit().marks()).hasSize(8 + 11 * 7 + 2 + 1);
        assertThat(model.fit().parameters())
                .extracting(Parameter::name)
                .contains("na.m.half_mV", "kslow.z.tau_most_ms");
        assertThat(model.cell().insertions()).hasSize(9);
    }

    @Test
    void read_modelsToFit_haveMarks() {
        assertThat(ModelReader.read(Path.of("examples/hh-fit.yaml")).fit().marks())
                .hasSize(4);
        ModelFile pyramidal = ModelReader.read(Path.of("examples/pyramidal-fit.yaml"));
        assertThat(pyramidal.fit().marks()).hasSize(4);
        assertThat(pyramidal.cell().compartments().branchCount()).isGreaterThan(100);
    }
}
