package dev.ranvier.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Refuses command lines whose results would take the place of what is read, or of each other. */
final class Overwriting {
    private static final Set<String> WRITTEN = Set.of("--out", "--plot", "--cell");

    /** What commands write into their folders and read too. */
    private static final Map<String, Set<String>> IN_FOLDER = Map.of(
            "recover", Set.of("model.yaml", "trace.csv", "curves.csv", "current.csv", "command.csv"),
            "design", Set.of("stimulus.csv"),
            "fit", Set.of("model.yaml", "trace.csv", "starts.csv", "parameters.csv", "current.csv", "command.csv"),
            "validate", Set.of("trace.csv"),
            "reduce", Set.of("model.yaml"),
            "simulate", Set.of("trace.csv", "spikes.csv"),
            "kinetics", Set.of("kinetics.csv", "channels.rvc"));

    private Overwriting() {}

    /** Looks at the files that a command line names. */
    static void refuse(CommandSpec command) {
        List<Path> written = new ArrayList<>(), read = new ArrayList<>();
        for (ArgSpec argument : command.args()) {
            boolean isWritten = argument instanceof OptionSpec option && WRITTEN.contains(option.longestName());
            (isWritten ? written : read).addAll(paths(argument.getValue()));
        }
        Set<String> inFolder = IN_FOLDER.getOrDefault(command.name(), Set.of());
        for (int k = 0; k < written.size(); k++) {
            Path target = written.get(k);
            for (Path file : read) {
                boolean isInFolder = file.getFileName() != null
                        && inFolder.contains(file.getFileName().toString())
                        && isSame(target, Optional.ofNullable(file.getParent()).orElse(Path.of("")));
                if (isInFolder || isSame(target, file)) {
                    throw new ParameterException(
                            command.commandLine(),
                            file + " is read, and what is written to " + target
                                    + " would take its place: write somewhere else");
                }
            }
            if (written.subList(0, k).stream().anyMatch(target::equals)) {
                throw new ParameterException(command.commandLine(), target + " would be written twice");
            }
        }
    }

    private static List<Path> paths(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case Path path -> List.of(path);
            case Optional<?> optional -> optional.map(Overwriting::paths).orElse(List.of());
            case Iterable<?> many -> {
                List<Path> all = new ArrayList<>();
                many.forEach(one -> all.addAll(paths(one)));
                yield all;
            }
            default -> List.of();
        };
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Stream.of(one, other).allMatch(Files::exists) && Files.isSameFile(one, other);
        } catch (IOException _) {
            return false; // what cannot be looked at is refused when it is read or written
        }
    }
}
