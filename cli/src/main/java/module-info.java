/** The {@code ranvier} command. */
module dev.ranvier.cli {
    requires static org.jspecify;
    requires dev.ranvier.files;
    requires java.management;
    requires jdk.management;
    requires info.picocli;
    requires tools.jackson.core;

    opens dev.ranvier.cli.command to
            info.picocli;
}
