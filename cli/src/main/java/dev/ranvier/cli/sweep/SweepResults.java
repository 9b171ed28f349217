package dev.ranvier.cli.sweep;

import dev.ranvier.cli.output.Staging;
import dev.ranvier.cli.report.SweepReport;
import dev.ranvier.files.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All rows of a sweep in one file, and its page.
 *
 * @param summary how the points have ended
 * @param written what was written, for people
 * @param folder where
 */
public record SweepResults(SweepSummary summary, String written, Path folder) {
    /** Writes them from the chunks, which must all be there; {@code title} is of the page. */
    public static SweepResults write(SweepFolder sweep, Path folder, String title, String command) throws IOException {
        try (Staging staging = Staging.in(folder)) {
            Path merged = staging.file(SweepFolder.MERGED);
            sweep.merge(merged);
            SweepSummary summary = SweepSummary.of(merged);
            Files.writeString(
                    staging.file("report.html"),
                    SweepReport.html(SweepPage.of(merged, summary, "Sweep: " + title, command)));
            return new SweepResults(summary, staging.publish(), folder);
        } catch (IOException e) {
            throw new BadInputException("results cannot be merged in " + folder + ": " + e.getMessage()
                    + ". The other chunks are kept: give the same command again, or, if there was no room, make some"
                    + " and 'ranvier sweep merge " + folder + "'");
        }
    }

    /** For programs. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>(summary.tree());
        tree.put("folder", folder.toString());
        return tree;
    }
}
