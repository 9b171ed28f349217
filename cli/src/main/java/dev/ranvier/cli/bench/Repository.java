package dev.ranvier.cli.bench;

import dev.ranvier.cli.input.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The git repository of Ranvier in which the command runs. */
public final class Repository {
    /** What benchmarks are made of. */
    private static final List<String> CODE = List.of("native", "bindings", "engine", "benchmarks", "pom.xml");

    private static final int FIELDS = 4;

    private final Path root;

    private Repository(Path root) {
        this.root = root;
    }

    /**
     * The one that {@code place} is in.
     *
     * @throws BadInputException if it is in none, or in that of another program
     */
    public static Repository around(Path place) {
        Path folder = place.toAbsolutePath();
        List<String> lines;
        try {
            lines = new Command(folder, List.of("git", "rev-parse", "--show-toplevel")).lines();
        } catch (BadInputException e) {
            throw new BadInputException(
                    "revisions are built in the git repository of Ranvier: run this in its folder. " + e.getMessage());
        }
        Path root = Path.of(lines.getFirst());
        if (!Files.exists(root.resolve("benchmarks").resolve("pom.xml"))) {
            throw new BadInputException(root + " is not the repository of Ranvier: there is no benchmarks/pom.xml");
        }
        return new Repository(root);
    }

    /**
     * The commit that {@code name} means.
     *
     * @throws BadInputException if there is none
     */
    public Revision revision(String name) {
        return log(List.of("-1", name, "--")).getFirst();
    }

    /** The last commits up to {@code name} that changed what benchmarks are made of, oldest first. */
    public List<Revision> last(int count, String name) {
        List<String> words = new ArrayList<>(List.of("-" + count, name, "--"));
        words.addAll(CODE);
        return log(words).reversed();
    }

    private List<Revision> log(List<String> words) {
        return git(Stream.concat(Stream.of("log", "--format=%H%x09%h%x09%cI%x09%s"), words.stream())
                        .toList())
                .stream()
                .map(line -> line.split("\t", FIELDS))
                .map(fields -> new Revision(fields[0], fields[1], fields[2], fields[3]))
                .toList();
    }

    /** Names for the contents of a revision: equal ones are built from the same code. */
    String code(Revision revision) {
        return String.join(
                " ",
                git(Stream.concat(Stream.of("ls-tree", revision.commit()), CODE.stream())
                        .toList()));
    }

    /** Whether there are changes that are in no commit. */
    public boolean isChanged() {
        return !git(List.of("status", "--porcelain", "--untracked-files=no")).isEmpty();
    }

    /** Puts the files of a revision into {@code folder}, which is not there yet. */
    void checkOut(Revision revision, Path folder) {
        git(List.of("worktree", "add", "--quiet", "--detach", folder.toString(), revision.commit()));
    }

    /** Removes them again. */
    void remove(Path folder) {
        git(List.of("worktree", "remove", "--force", folder.toString()));
    }

    /** Forgets those whose folder is gone. */
    void forgetMissing() {
        git(List.of("worktree", "prune"));
    }

    private List<String> git(List<String> words) {
        return new Command(root, Stream.concat(Stream.of("git"), words.stream()).toList()).lines();
    }
}
