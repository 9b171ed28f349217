package dev.ranvier.cli.command;

import dev.ranvier.cli.sweep.SweepFolder;
import dev.ranvier.cli.sweep.SweepResults;
import dev.ranvier.files.input.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
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
        long chunks = sweep.about().chunks();
        if (state.chunksDone() < chunks) {
            throw new BadInputException(state.pointsDone() + " of "
                    + sweep.about().points()
                    + " points are done; the first chunk that is missing is " + state.firstMissing() + " of " + chunks
                    + ". Run the shares that are missing, or the whole without --shard, and merge again");
        }
        SweepResults results = SweepResults.write(sweep, folder, folder.toString(), CommandText.of(spec));
        json.print(results.tree(), spec.commandLine().getOut());
        spec.commandLine().getErr().println("ranvier: " + results.summary().verdict());
        spec.commandLine().getErr().println("ranvier: " + results.written());
        return ExitCode.DONE;
    }
}
