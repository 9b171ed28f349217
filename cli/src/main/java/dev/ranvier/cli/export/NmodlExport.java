package dev.ranvier.cli.export;

import dev.ranvier.channel.HybridChannel;
import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.cli.output.Staging;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.model.ChannelEntry;
import dev.ranvier.files.model.ModelFile;
import dev.ranvier.files.model.NmodlText;
import dev.ranvier.files.model.TimeSettings;
import dev.ranvier.formula.FormulaAxial;
import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.formula.FormulaPool;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.model.Profile;
import dev.ranvier.neuron.CellScript;
import dev.ranvier.neuron.FormulaNmodl;
import dev.ranvier.neuron.NmodlFile;
import dev.ranvier.neuron.TabulatedNmodl;
import dev.ranvier.nmodl.NmodlMechanism;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Channels as NMODL files, and their cell as a script. */
final class NmodlExport {
    private static final Pattern INCLUDE = Pattern.compile("(?m)^[ \\t]*INCLUDE[ \\t]+\"([^\"]+)\"");
    private static final double USUAL_DURATION_ms = 100;

    private final ModelFile model;
    private final String modelName;

    NmodlExport(ModelFile model, String modelName) {
        this.model = model;
        this.modelName = modelName;
    }

    /** Writes the file of each channel. */
    Map<String, NmodlFile> write(List<ChannelEntry> channels, Staging staging) throws IOException {
        Map<String, NmodlFile> files = new LinkedHashMap<>();
        for (ChannelEntry channel : channels) {
            NmodlFile file = file(channel);
            boolean isTwice = files.values().stream()
                    .anyMatch(other -> other.suffix().equals(file.suffix())
                            && !other.text().equals(file.text()));
            if (isTwice) {
                throw new BadInputException("channels of " + modelName + " would both be called " + file.suffix()
                        + " in NEURON; give one another name");
            }
            files.put(channel.name(), file);
            Files.writeString(staging.file(file.suffix() + ".mod"), file.text(), StandardCharsets.UTF_8);
        }
        return files;
    }

    /** Writes the script. */
    void writeScript(Map<String, NmodlFile> files, Staging staging) throws IOException {
        TimeSettings times = model.times();
        CellScript.Run run = new CellScript.Run(
                model.membrane().celsius_degC().orElse(NmodlText.UNSET_degC),
                times.dt_ms().orElse(TimeSettings.USUAL_DT_ms),
                times.duration_ms().orElse(USUAL_DURATION_ms));
        try {
            Files.writeString(
                    staging.file("cell.py"),
                    CellScript.of(
                            "The cell of " + modelName + ", for NEURON.",
                            model.cellWithoutReceptors(),
                            model.membrane().morphology(),
                            files,
                            model.injections(),
                            model.conductances(),
                            run));
        } catch (IllegalArgumentException e) {
            throw new BadInputException("the cell of " + modelName + " cannot be written for NEURON: " + e.getMessage()
                    + ". --channel NAME writes one of its channels");
        }
    }

    /** What the script does not do as the model says. */
    List<String> leftOut() {
        List<String> left = new ArrayList<>();
        if (model.hasReceptors()) {
            left.add("synapses with a type (nmda, nmodl) are not in cell.py");
        }
        if (model.clamp().isPresent()) {
            left.add("the voltage clamp is not in cell.py");
        }
        if (!(model.times().start() instanceof InitialCondition.AtVoltage)) {
            left.add("cell.py starts with every gate at the initial voltage, not as simulation.start says");
        }
        return left;
    }

    private NmodlFile file(ChannelEntry channel) {
        List<String> comments = comments(channel);
        if (channel instanceof ChannelEntry.Imported imported) {
            return imported(imported);
        }
        Mechanism mechanism = channel.insertion().mechanism();
        try {
            return switch (mechanism) {
                case TabulatedChannel tabulated -> TabulatedNmodl.of(channel.name(), tabulated, comments);
                case FormulaChannel formulas -> FormulaNmodl.of(channel.name(), formulas.formulas(), comments);
                case FormulaPool _ -> throw new IllegalArgumentException("pools are not written");
                case FormulaAxial _ ->
                    throw new IllegalArgumentException("currents between compartments are not written");
                case HybridChannel hybrid -> FormulaNmodl.of(channel.name(), hybrid, comments);
                default -> throw new IllegalArgumentException("it has no formulas");
            };
        } catch (IllegalArgumentException e) {
            throw new BadInputException("channel '" + channel.name() + "' of " + modelName
                    + " cannot be written as NMODL: " + e.getMessage() + ". --channel NAME writes another one alone");
        }
    }

    private List<String> comments(ChannelEntry channel) {
        return List.of(
                "Channel '" + channel.name() + "' of " + modelName + ", written by Ranvier.",
                model.membrane()
                        .celsius_degC()
                        .map(celsius -> "Kinetics at " + celsius
                                + " degC, the temperature of that model; they do not follow celsius.")
                        .orElse("That model states no temperature; the kinetics do not follow celsius."));
    }

    private static NmodlFile imported(ChannelEntry.Imported imported) {
        Map<String, NmodlFile.Variable> variables = new HashMap<>();
        imported.source().variables().forEach((parameter, variable) -> {
            boolean ofIon = imported.source().variablesOfIons().contains(variable),
                    isGiven = imported.parameters().containsKey(parameter);
            if (parameter.equals(NmodlMechanism.DIAMETER) || parameter.equals(NmodlMechanism.AREA)) {
                refuseOtherShape(imported, parameter);
            } else if (!ofIon || isGiven) {
                variables.put(parameter, new NmodlFile.Variable(variable, 1, ofIon));
            }
        });
        return new NmodlFile(imported.source().suffix(), text(imported.file()), variables);
    }

    private static void refuseOtherShape(ChannelEntry.Imported imported, String parameter) {
        Profile given = imported.parameters().get(parameter);
        if (!(given instanceof Profile.Diameter || given instanceof Profile.Area)) {
            throw new BadInputException("channel '" + imported.name() + "' cannot be written as NMODL: its " + parameter
                    + " is given, and NEURON has that of the section; leave it out of the model");
        }
    }

    /** The file as it is, with what it includes in its place. */
    private static String text(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return INCLUDE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(included(file, found)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String included(Path file, MatchResult found) {
        Path beside = file.resolveSibling(found.group(1));
        return Files.isRegularFile(beside) ? text(beside) : found.group();
    }
}
