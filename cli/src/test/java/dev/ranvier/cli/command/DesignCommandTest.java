package dev.ranvier.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which current to record next. */
final class DesignCommandTest {
    /** A passive cell with one gate that opens around -50 mV. */
    private static final String MODEL = """
        cell: {area_um2: 100, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
        channels:
          - {name: leak, type: hh-leak, reversal_mV: -65}
          - name: m
            type: learned
            conductance_mS_per_cm2: 1
            reversal_mV: -90
            gates: [{name: p, power: 1NETWORK}]
        simulation: {dt_ms: 0.05}
        """;

    private static final String NETWORK = ", network: {hidden: [1], weights: [1, 0, 2, 0, 0.5, 1]}";

    @TempDir
    private Path folder;

    private String written(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private Ran design(String model, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "design",
                model,
                "--most-pA",
                "8",
                "--duration-ms",
                "30",
                "--out",
                folder.resolve("out").toString()));
        arguments.addAll(List.of(more));
        return Ran.of(arguments.toArray(String[]::new));
    }

    /** A recording of a current that opens the gate says more than one that does not, and less where it was made already. */
    @Test
    void design_proposesWhatShrinksTheBandsMost() throws IOException {
        String model = written("model.yaml", MODEL.replace("NETWORK", NETWORK));
        Ran first = design(model, "--json");
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.err()).contains("no recordings are given", "proposed: ", "would shrink the bands to");
        double step = left(first.out(), "a step of 1.6 pA");
        assertThat(left(first.out(), "a step of 8 pA")).isBetween(0.0, step);
        assertThat(step).isLessThan(1);
        assertThat(folder.resolve("out/stimulus.csv")).content().startsWith("t_ms,i_nA");
        assertThat(folder.resolve("out/report.html")).content().contains("What to record next", "Gate p, now");

        String stimulated = MODEL.replace("NETWORK", NETWORK)
                        .replace("simulation: {", "simulation: {duration_ms: 30, sample_interval_ms: 0.1, ")
                + "stimulus: [step: {start_ms: 3, duration_ms: 24, amplitude_pA: 8}]\nrecord: [i]\n";
        Path run = folder.resolve("run");
        assertThat(Ran.of("simulate", written("stimulated.yaml", stimulated), "--out", run.toString())
                        .exitCode())
                .isZero();
        Ran second = design(
                model,
                "--json",
                "--noise-mV",
                "0.5",
                "--recording",
                run.resolve("trace.csv").toString());
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(left(second.out(), "a step of 8 pA"))
                .isGreaterThan(left(first.out(), "a step of 8 pA"))
                .isLessThan(1);
    }

    /** At the end of a thin dendrite a voltage says less of the soma's gate than at the soma. */
    @Test
    void design_isOfThePlaceOfTheRecording() throws IOException {
        String model = written(
                "tree.yaml",
                MODEL.replace("NETWORK", NETWORK)
                        .replace("cell: {area_um2: 100, ", """
                            morphology:
                              branches:
                                - {name: soma, type: soma, length_um: 5, diameter_um: 6}
                                - {name: dend, type: basal, parent: soma, length_um: 800, diameter_um: 0.5}
                              compartments: {per_branch: 3}
                            cell: {axial_resistivity_ohm_cm: 200,\
                            """)
                        .replace("    type: learned\n", "    type: learned\n    where: soma\n"));
        String candidate = "a step of 8 pA";
        double soma = left(design(model, "--json").out(), candidate),
                dendrite = left(design(model, "--json", "--at", "dend(0.9)").out(), candidate);
        assertThat(dendrite).isGreaterThan(soma);
        assertThat(design(model, "--at", "axon(0.5)").exitCode()).isEqualTo(2);
    }

    /** A current into the dendrite moves the soma less than one into it. */
    @Test
    void design_injectsWhereTheModelsStimulusIs_andSaysWhichOfSeveralPlacesItIsFor() throws IOException {
        String tree = MODEL.replace("NETWORK", NETWORK)
                .replace("cell: {area_um2: 100, ", """
                    morphology:
                      branches:
                        - {name: soma, type: soma, length_um: 5, diameter_um: 6}
                        - {name: dend, type: basal, parent: soma, length_um: 800, diameter_um: 0.5}
                      compartments: {per_branch: 3}
                    cell: {axial_resistivity_ohm_cm: 200,\
                    """)
                .replace("    type: learned\n", "    type: learned\n    where: soma\n");
        String stimulus = "stimulus: [{at: PLACE, step: {start_ms: 3, duration_ms: 5, amplitude_pA: 8}}]\n";
        String soma = written("soma.yaml", tree + stimulus.replace("PLACE", "soma(0.5)")),
                dendrite = written("dend.yaml", tree + stimulus.replace("PLACE", "dend(0.9)"));
        String candidate = "a step of 8 pA";
        assertThat(left(design(dendrite, "--json").out(), candidate))
                .isGreaterThan(left(design(soma, "--json").out(), candidate));
        String rows = IntStream.range(0, 100)
                .mapToObj(k -> 0.1 * k + "," + (-65 + 0.01 * k) + "," + (k < 50 ? 0 : 1e-3) + "\n")
                .collect(Collectors.joining("", "t_ms,v_mV,i_nA\n", ""));
        Ran ran = design(
                soma,
                "--recording",
                written("a.csv", rows),
                "--recording",
                written("b.csv", rows),
                "--at",
                "dend(0.9)",
                "--at",
                "soma(0.5)");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err())
                .contains("of several places: what is proposed is for dend(0.9), where ", "a.csv was made");
    }

    @Test
    void networksInThePlaceOfChannels_haveNoBands() throws IOException {
        Ran ran = design(written("network.yaml", """
            cell: {area_um2: 100, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
            channels:
              - {name: leak, type: hh-leak, reversal_mV: -65}
              - name: x
                type: learned-conductance
                conductance_mS_per_cm2: 1
                reversal_mV: -90
                latents: 0
                network: {hidden: [], weights: [1, 0]}
            """));
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("no channel has learned gates", "learned-conductance");
    }

    private static double left(String json, String candidate) {
        Matcher found = Pattern.compile(Pattern.quote("\"" + candidate + "\"") + ",\\s*\"left\" : ([0-9.e-]+)")
                .matcher(json);
        assertThat(found.find()).as(json).isTrue();
        return Double.parseDouble(found.group(1));
    }

    @Test
    void design_ofUnknownCurvesOrLimits_isRefused() throws IOException {
        assertThat(design(written("unknown.yaml", MODEL.replace("NETWORK", ""))).complaint())
                .contains("channel 'm' is yet to be learned");
        assertThat(design(written("known.yaml", MODEL.replace("NETWORK", NETWORK)), "--least-pA", "9")
                        .complaint())
                .contains("--most-pA must be positive and above --least-pA");
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
