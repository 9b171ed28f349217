package dev.ranvier.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ranvier.files.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StagingTest {
    @Test
    void publish_files_appearAndNothingElse(@TempDir Path folder) throws IOException {
        Path out = folder.resolve("a/b");
        try (Staging staging = Staging.in(out)) {
            Files.writeString(staging.file("x.txt"), "done");
            assertThat(out.resolve("x.txt")).doesNotExist();
            assertThat(staging.publish()).isEqualTo("wrote x.txt in " + out);
        }
        assertThat(out.resolve("x.txt")).hasContent("done");
        assertThat(out).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void publish_severalFiles_saysWhichInTheirOrder(@TempDir Path folder) throws IOException {
        try (Staging staging = Staging.in(folder)) {
            for (String name : new String[] {"c", "a", "b"}) {
                Files.writeString(staging.file(name), "");
            }
            assertThat(staging.publish()).isEqualTo("wrote c, a and b in " + folder);
        }
    }

    @Test
    void publish_existingFile_isReplaced(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("x.txt"), "old");
        try (Staging staging = Staging.in(folder)) {
            Files.writeString(staging.file("x.txt"), "new");
            assertThat(folder.resolve("x.txt")).hasContent("old");
            staging.publish();
        }
        assertThat(folder.resolve("x.txt")).hasContent("new");
    }

    @Test
    void close_withoutPublish_leavesNothing(@TempDir Path folder) throws IOException {
        try (Staging staging = Staging.in(folder.resolve("a/b"))) {
            Files.writeString(staging.file("x.txt"), "half");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void close_withoutPublish_keepsWhatWasThere(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("x.txt"), "old");
        try (Staging staging = Staging.in(folder)) {
            Files.writeString(staging.file("x.txt"), "half");
        }
        assertThat(folder.resolve("x.txt")).hasContent("old");
        assertThat(folder).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void in_fileInTheWay_isRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("x"), "");
        for (Path out : new Path[] {file, file.resolve("below")}) {
            assertThatExceptionOfType(BadInputException.class)
                    .isThrownBy(() -> Staging.in(out))
                    .withMessageContaining("output folder cannot be written: " + out)
                    .withMessageContaining(file + " is a file")
                    .withMessageContaining("--out");
        }
    }

    @Test
    void in_folderOfAnotherRun_isRefused(@TempDir Path folder) throws IOException {
        try (Staging one = Staging.in(folder)) {
            assertThatExceptionOfType(BadInputException.class)
                    .isThrownBy(() -> Staging.in(folder))
                    .withMessageContaining("another run is writing in " + folder);
            Files.writeString(one.file("x.txt"), "");
            one.publish();
        }
        try (Staging next = Staging.in(folder)) {
            assertThat(next.file("y.txt")).doesNotExist();
        }
        assertThat(folder).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void in_folderOfAKilledRun_isClearedAway(@TempDir Path folder) throws IOException {
        Path left = Files.createDirectory(folder.resolve(".ranvier-0e3a"));
        Files.writeString(left.resolve("trace.csv"), "half");
        Files.writeString(folder.resolve(".ranvier-lock"), "");
        try (Staging staging = Staging.in(folder)) {
            assertThat(left).doesNotExist();
            staging.publish();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void publish_folderThatWasTakenAway_isMadeAnew(@TempDir Path folder) throws IOException {
        Path out = folder.resolve("out");
        try (Staging staging = Staging.in(out)) {
            try (var files = Files.walk(out)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
            assertThat(staging.publish(place -> Files.writeString(place.file("x.txt"), "kept")))
                    .isEqualTo("wrote x.txt in " + out);
        }
        assertThat(out.resolve("x.txt")).hasContent("kept");
    }

    @Test
    void publish_resultsThatCannotBeWrittenThere_areWrittenElsewhere(@TempDir Path folder) throws IOException {
        Path out = folder.resolve("out");
        try (Staging staging = Staging.in(out)) {
            String said = staging.publish(place -> {
                if (place == staging) {
                    throw new IOException("No space left on device");
                }
                Files.writeString(place.file("x.txt"), "kept");
            });
            assertThat(said)
                    .contains(out + " cannot be written any more: No space left", "Nothing is lost: wrote x.txt in ");
            Path other = Path.of(said.substring(said.lastIndexOf(" in ") + 4));
            assertThat(other.resolve("x.txt")).hasContent("kept");
            Files.delete(other.resolve("x.txt"));
            Files.delete(other);
        }
    }
}
