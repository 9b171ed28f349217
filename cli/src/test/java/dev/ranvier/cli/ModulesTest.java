package dev.ranvier.cli;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.bindings.openblas.OpenBlas;
import dev.ranvier.files.recording.RecordingFormat;
import dev.ranvier.simulate.Simulation;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What other programs may use is what stands here, so that nothing becomes public by the way. */
final class ModulesTest {
    private static final Map<Class<?>, List<String>> EXPORTS = Map.ofEntries(
            entry(OpenBlas.class, List.of("bindings.openblas to engine")),
            entry(
                    Simulation.class,
                    List.of(
                            "batch",
                            "channel",
                            "channel.balbi",
                            "channel.carnevalehines",
                            "channel.catalogue",
                            "channel.destexhe",
                            "channel.harris",
                            "channel.hodgkinhuxley",
                            "channel.jahrstevens",
                            "channel.mainensejnowski",
                            "channel.pospischil",
                            "channel.traubmiles",
                            "embed",
                            "fit",
                            "formula",
                            "integrate",
                            "kinetics",
                            "learned",
                            "linalg to cli",
                            "loss",
                            "mechanism",
                            "memory",
                            "model",
                            "morphology",
                            "neuron",
                            "nmodl",
                            "optimise",
                            "parameter",
                            "program to cli",
                            "record",
                            "reduce",
                            "saved to cli",
                            "simd",
                            "simulate",
                            "sweep")),
            entry(
                    RecordingFormat.class,
                    List.of(
                            "files.input",
                            "files.judge",
                            "files.library",
                            "files.model",
                            "files.recording",
                            "files.recording.text to cli",
                            "files.signal",
                            "files.table")),
            entry(Main.class, List.of()));

    @Test
    void modules_export_whatIsListed() {
        EXPORTS.forEach((inside, listed) -> assertThat(
                        module(inside).exports().stream().map(ModulesTest::text).sorted())
                .as(inside.toString())
                .containsExactlyElementsOf(listed));
    }

    /** On the module path formats are found by the module's descriptor, on the class path by a file. */
    @Test
    void formats_areTheSame_onBothPaths() {
        List<String> provided = module(RecordingFormat.class).provides().stream()
                .flatMap(service -> service.providers().stream())
                .toList();
        List<String> listed = ServiceLoader.load(RecordingFormat.class).stream()
                .map(format -> format.type().getName())
                .toList();
        assertThat(provided).containsExactlyElementsOf(listed);
    }

    private static ModuleDescriptor module(Class<?> inside) {
        try {
            Path place = Path.of(
                    inside.getProtectionDomain().getCodeSource().getLocation().toURI());
            return ModuleFinder.of(place).findAll().iterator().next().descriptor();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(ModuleDescriptor.Exports exports) {
        String name = exports.source().replaceFirst("^dev\\.ranvier\\.", "");
        return exports.isQualified()
                ? name + " to "
                        + new TreeSet<>(exports.targets())
                                .stream()
                                        .map(target -> target.replaceFirst("^dev\\.ranvier\\.", ""))
                                        .collect(Collectors.joining(", "))
                : name;
    }
}
