package dev.ranvier.cli.command;

import dev.ranvier.cli.sweep.SweepFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ranvier sweep status}. */
@Command(
        name = "status",
        description = {"Says how much of a sweep is done.", ""},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class SweepStatusCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", description = "The folder of a sweep.")
    private Path folder;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    SweepStatusCommand() {}

    @Override
    public Integer call() throws IOException {
        SweepFolder.State state = new SweepFolder(folder).state();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("points", state.about().points());
        tree.put("points_done", state.pointsDone());
        tree.put("chunks", state.about().chunks());
        tree.put("chunks_done", state.chunksDone());
        tree.put("running", state.running());
        tree.put("merged", state.merged());
        json.print(tree, spec.commandLine().getOut());
        spec.commandLine().getErr().println("ranvier: " + state.progress() + next(state));
        return ExitCode.DONE;
    }

    private String next(SweepFolder.State state) {
        if (state.merged()) {
            return " and merged";
        }
        if (state.running()) {
            return ", and somebody is at it";
        }
        return state.isComplete()
                ? ": 'ranvier sweep merge " + folder + "'"
                : ", and nobody is at it: run the same command again to go on";
    }
}
