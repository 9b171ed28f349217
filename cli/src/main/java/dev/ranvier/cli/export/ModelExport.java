package dev.ranvier.cli.export;

import dev.ranvier.cli.output.Staging;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.model.ChannelEntry;
import dev.ranvier.files.model.ModelFile;
import dev.ranvier.formula.NearestName;
import dev.ranvier.neuron.NmodlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes channels of a model, or its whole cell, for other programs. */
public final class ModelExport {
    private final ModelFile model;
    private final String modelName;

    /** Of a model; refuses one with a channel that is yet to be learned. */
    public ModelExport(ModelFile model, String modelName) {
        this.model = model;
        this.modelName = modelName;
        model.cellWithoutReceptors();
    }

    /**
     * Writes them, and says what was left out.
     *
     * @param channel which, or all
     */
    public List<String> write(ExportFormat format, Optional<String> channel, Staging staging) throws IOException {
        List<ChannelEntry> channels = channel.map(name -> List.of(find(name))).orElse(model.channels());
        switch (format) {
            case NMODL -> {
                NmodlExport export = new NmodlExport(model, modelName);
                Map<String, NmodlFile> files = export.write(channels, staging);
                if (channel.isEmpty()) {
                    export.writeScript(files, staging);
                    return export.leftOut();
                }
            }
            case CSV -> {
                for (ChannelEntry one : channels) {
                    CurveExport.table(one.name(), one.insertion().mechanism()).write(staging.file(one.name() + ".csv"));
                }
            }
            case FORMULA -> {
                for (ChannelEntry one : channels) {
                    Files.writeString(
                            staging.file(one.name() + ".channel.yaml"),
                            FormulaExport.text(one.name(), one.insertion().mechanism()));
                }
            }
        }
        return List.of();
    }

    private ChannelEntry find(String name) {
        return model.channels().stream()
                .filter(channel -> channel.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException(modelName + " has no channel '" + name + "'; "
                        + NearestName.hint(
                                name,
                                model.channels().stream()
                                        .map(ChannelEntry::name)
                                        .toList())));
    }
}
