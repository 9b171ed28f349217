package dev.ranvier.files.model;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.Shown;
import dev.ranvier.files.judge.CurveJudgement;
import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.formula.FormulaPoint;
import dev.ranvier.formula.FormulaPool;
import dev.ranvier.formula.NearestName;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.nmodl.NmodlMechanism;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A channel outside of any model: a type that model files may name, or a file of formulas. */
public final class KnownChannel {
    private static final int DIGITS = 12;
    private static final String ENDING = ".channel.yaml", NMODL = ".mod";

    private KnownChannel() {}

    /** Whether a file of that name holds formulas, or NMODL. */
    public static boolean isFile(Path path) {
        return path.toString().endsWith(ENDING) || path.toString().endsWith(NMODL);
    }

    /**
     * What a file has.
     *
     * @param warnings what is likely to go wrong with it
     */
    public record Found(Mechanism mechanism, List<String> warnings) {
        /** Copies the list. */
        public Found {
            warnings = List.copyOf(warnings);
        }
    }

    /** The channel of that file; refuses what is not understood. */
    public static Found read(Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(NMODL)) {
            NmodlMechanism read = NmodlText.read(file, NmodlText.UNSET_degC);
            List<String> warnings = new ArrayList<>(read.warnings());
            warnings.addAll(CurveJudgement.warnings(read.mechanism()));
            warnings.addAll(CurveJudgement.coarse(read.mechanism()));
            return new Found(read.mechanism(), warnings);
        }
        String stem = name.substring(0, name.length() - ENDING.length());
        Mechanism mechanism = FormulaReader.read(file, stem).mechanism();
        return new Found(mechanism, CurveJudgement.warnings(mechanism));
    }

    /** The channel of that type; refuses unknown ones. */
    public static Mechanism ofType(String type) {
        return ChannelCatalogue.find(type)
                .orElseThrow(() -> new BadInputException(
                        "unknown channel '" + type + "'; " + NearestName.hint(type, ChannelCatalogue.types())));
    }

    /**
     * What can be said of a channel.
     *
     * @param source where its formulas were published, if it says so
     * @param formulas the formulas by name, if it is given by formulas
     * @param parameters names and default values
     */
    public record Text(String source, Map<String, String> formulas, Map<String, String> parameters) {}

    /** What can be said of a channel. */
    public static Text text(Mechanism mechanism) {
        Map<String, String> parameters = new LinkedHashMap<>();
        mechanism
                .schema()
                .parameters()
                .forEach(field -> parameters.put(field.name(), Shown.number(field.value(), DIGITS)));
        return switch (mechanism) {
            case FormulaChannel channel -> new Text(channel.source(), channel.lines(), parameters);
            case FormulaPool pool -> new Text(pool.source(), pool.lines(), parameters);
            case FormulaPoint point -> new Text(point.source(), point.lines(), parameters);
            default -> new Text("", Map.of(), parameters);
        };
    }
}
