package dev.ranvier.cli.command;

import dev.ranvier.cli.sweep.SweepFolder;
import dev.ranvier.cli.sweep.SweepResults;
import dev.ranvier.files.input.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ranvier sweep merge}. */
@Command(
        name = "merge",
        description = {"Puts the shares of a sweep together: merged.arrow and report.html.", ""},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class SweepMergeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", description = "The folder of a sweep.")
    private Path folder;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    SweepMergeCommand() {}

    @Override
    public Integer call() throws IOException {
        SweepFolder sweep = new SweepFolder(folder);
        SweepFolder.State state = sweep.state();
        if (!state.isComplete()) {
            throw new BadInputException(
                    state.progress() + "; the first chunk that is missing is " + state.firstMissing()
                            + " of " + state.about().chunks()
                            + ". Run the shares that are missing, or the whole without --shard, and merge again");
        }
        merge(sweep, folder, folder.toString(), Map.of(), json, spec);
        return ExitCode.DONE;
    }

    /** Merges a sweep that is complete and says what came of it, to programs with {@code more}. */
    static void merge(
            SweepFolder sweep, Path folder, String title, Map<String, ?> more, JsonOption json, CommandSpec spec)
            throws IOException {
        SweepResults results = SweepResults.write(sweep, folder, title, CommandText.of(spec));
        Map<String, Object> tree = results.tree();
        tree.putAll(more);
        json.print(tree, spec.commandLine().getOut());
        RanvierCommand.say(spec.commandLine().getErr(), results.summary().verdict());
        spec.commandLine().getErr().println("ranvier: " + results.written());
    }
}
