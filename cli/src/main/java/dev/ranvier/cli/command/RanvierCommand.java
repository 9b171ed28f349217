package dev.ranvier.cli.command;

import dev.ranvier.cli.judge.UndeterminedException;
import dev.ranvier.cli.output.FileTrouble;
import dev.ranvier.cli.output.Printable;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.linalg.BlasException;
import dev.ranvier.model.ModelException;
import dev.ranvier.morphology.MorphologyException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself: everything is done by its sub-commands. */
@Command(
        name = "ranvier",
        description = {
            "Simulates neuron models, fits their numbers to recordings and recovers the kinetics of an unknown ion"
                    + " channel from one current-clamp recording.",
            ""
        },
        footer = {
            "",
            "To begin:",
            "  ranvier recover --demo         recover a potassium channel from a built-in recording",
            "  ranvier recover --help         all about one command",
            "",
            "Exit codes: 0 done, 2 bad input, 3 did not converge or data that determine nothing, 1 a bug of Ranvier,"
                    + " or something became slower (bench)."
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            RecoverCommand.class,
            DesignCommand.class,
            FitCommand.class,
            ValidateCommand.class,
            ReduceCommand.class,
            SimulateCommand.class,
            SweepCommand.class,
            KineticsCommand.class,
            ChannelCommand.class,
            ExportCommand.class,
            RecordingCommand.class,
            MorphologyCommand.class,
            LatencyCommand.class,
            BenchCommand.class,
            DoctorCommand.class
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class RanvierCommand implements Runnable {
    private static final int HELP_WIDTH = 100;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "After an error, also print where in the program it happened.")
    private boolean debug;

    @Spec
    private CommandSpec spec;

    private RanvierCommand() {}

    /** Runs a command line, with what it prints, and returns the exit code. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        RanvierCommand ranvier = new RanvierCommand();
        CommandLine line = new CommandLine(ranvier)
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(HELP_WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(RanvierCommand::start)
                .setParameterExceptionHandler(RanvierCommand::refuse)
                .setExecutionExceptionHandler((problem, command, _) -> ranvier.explain(problem, command.getErr()));
        try {
            return line.execute(arguments);
        } catch (OutOfMemoryError _) {
            say(
                    err,
                    String.join(" ", arguments) + ": there is not enough memory. Use a shorter or more coarsely sampled"
                            + " recording or simulation, fewer --jobs, or give more memory with"
                            + " RANVIER_JAVA_OPTS=-Xmx8g");
            return ExitCode.BAD_INPUT;
        }
    }

    /** Prints a line for the person at the keyboard. */
    static void say(PrintWriter err, String message) {
        err.println("ranvier: " + Printable.line(message));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing: one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }

    private static int start(CommandLine.ParseResult parsed) {
        List<CommandLine> commands = parsed.asCommandLineList();
        Overwriting.refuse(commands.getLast().getCommandSpec());
        return new CommandLine.RunLast().execute(parsed);
    }

    private static int refuse(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        say(err, String.valueOf(problem.getMessage()));
        CommandLine.UnmatchedArgumentException.printSuggestions(problem, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.BAD_INPUT;
    }

    private int explain(Exception problem, PrintWriter err) {
        if (problem instanceof UndeterminedException nothing) {
            say(err, String.valueOf(nothing.getMessage()));
            return ExitCode.NOT_CONVERGED;
        }
        Optional<String> complaint = complaint(problem);
        complaint.ifPresent(message -> say(err, message));
        if (complaint.isEmpty()) {
            say(err, "this is a bug, please report it: " + problem);
            if (!debug) {
                err.println("Run the same command with --debug to see where it happened.");
            }
        }
        if (debug) {
            problem.printStackTrace(err);
        }
        return complaint.isPresent() ? ExitCode.BAD_INPUT : ExitCode.BUG;
    }

    /** What the person has to correct; empty if the program is at fault. */
    private static Optional<String> complaint(Exception problem) {
        return switch (problem) {
            case BadInputException e -> Optional.of(String.valueOf(e.getMessage()));
            case ModelException e -> Optional.of(String.valueOf(e.getMessage()));
            case MorphologyException e -> Optional.of(String.valueOf(e.getMessage()));
            case BlasException e -> Optional.of(String.valueOf(e.getMessage()));
            case UncheckedIOException e -> Optional.of(FileTrouble.explained(Objects.requireNonNull(e.getCause())));
            case IOException e -> Optional.of(FileTrouble.explained(e));
            default -> Optional.empty();
        };
    }
}
