package dev.ranvier.morphology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A collection of files that are no morphology: each is refused with its line, the reason and what to do. */
final class MalformedSwcTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "swc", "malformed");

    private static final String EXPECTED = """
        empty                   | 1 | the file ends without a point; a morphology needs rows of id type x y z radius parent
        comments-only           | 3 | the file ends without a point
        binary                  | 2 | not text: it contains byte 0 at column 5; give an SWC file
        utf-16                  | 1 | not text: it contains byte 0 at column 4; give an SWC file, saved as UTF-8 or ASCII
        xml                     | 1 | this one has 2: <?xml version="1.0"?>
        neurolucida             | 1 | this looks like a Neurolucida file (.asc), and SWC is all that is read: convert it
        too-few-columns         | 2 | a row has 7 columns, id type x y z radius parent; this one has 6: 2 3 0 9 0 1
        too-many-columns        | 2 | this one has 8: 2 3 0 9 0 1 1 0.5
        comma-separated         | 1 | separate them by spaces, with a point for decimals
        decimal-comma           | 2 | y must be a finite number: y=9,5; write decimals with a point
        id-not-whole            | 2 | id must be a whole number from 0 to 2147483647: id=1.5
        id-negative             | 1 | id must be a whole number from 0 to 2147483647: id=-3
        id-too-large            | 2 | id must be a whole number from 0 to 2147483647: id=4000000000
        id-duplicate            | 4 | id 2 is already used in line 2; every point needs its own
        type-not-whole          | 2 | type must be a whole number from 0 to 2147483647: type=dendrite
        type-negative           | 2 | type must be a whole number from 0 to 2147483647: type=-1
        coordinate-not-a-number | 2 | x must be a finite number: x=zero
        coordinate-nan          | 2 | y must be a finite number: y=NaN
        coordinate-infinite     | 2 | z must be a finite number: z=1e999
        radius-zero             | 3 | radius must be positive: radius=0; measure it again, or repair: {least_radius_um: 0.1}
        radius-negative         | 2 | radius must be positive: radius=-0.5
        radius-nan              | 2 | radius must be a finite number: radius=nan
        parent-not-whole        | 2 | parent must be a whole number from -1 to 2147483647: parent=1.5
        parent-negative         | 2 | parent must be a whole number from -1 to 2147483647: parent=-2
        parent-missing          | 3 | point 3 has the parent 7, which is not in the file; name a point of the file, or -1
        parent-itself           | 2 | point 2 is its own parent; name the point before it, or -1 for the root
        cycle-of-two            | 3 | the parents go round in a circle: 3 -> 4 -> 3; one of these points must have another
        cycle-without-root      | 1 | the parents go round in a circle: 1 -> 3 -> 2 -> 1
        two-trees               | 3 | point 3 begins a second tree, the first begins in line 1; connect it
        soma-not-at-root        | 3 | a soma point (type 1) hangs on a point of type 3; the soma must be in one piece
        soma-in-two-pieces      | 4 | a soma point (type 1) hangs on a point of type 3; the soma must be in one piece
        soma-without-length     | 2 | all points of the soma are at one place; keep one of them
        branch-without-length   | 4 | the branch that begins with point 4 has no length, all its points are at one place
        single-point-no-soma    | 2 | a single point is a cell only as a soma (type 1); it has type 3
        """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = EXPECTED)
    void read_malformedFile_refusesItWithLineReasonAndRemedy(String name, int line, String message) {
        Path file = FOLDER.resolve(name + ".swc");
        assertThatThrownBy(() -> SwcReader.read(file))
                .isInstanceOf(MorphologyException.class)
                .hasMessageStartingWith(file + ":" + line + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void collection_everyFile_isAsserted() throws IOException {
        TreeSet<String> files = new TreeSet<>(), asserted = new TreeSet<>();
        try (var list = Files.list(FOLDER)) {
            list.forEach(file -> files.add(file.getFileName().toString()));
        }
        EXPECTED.lines().forEach(row -> asserted.add(row.substring(0, row.indexOf(' ')) + ".swc"));
        assertThat(asserted).isEqualTo(files).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void read_missingFile_isLeftToTheCaller() {
        assertThatThrownBy(() -> SwcReader.read(FOLDER.resolve("no-such-file.swc")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void parse_unitThatIsNotPositive_isRefused() {
        assertThatThrownBy(() -> SwcReader.parse("1 1 0 0 0 5 -1", "cell.swc", 0))
                .hasMessage("um_per_unit must be positive and finite: um_per_unit=0.0");
    }
}
