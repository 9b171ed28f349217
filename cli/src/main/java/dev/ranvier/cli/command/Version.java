package dev.ranvier.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that Maven writes into the jar. */
final class Version implements IVersionProvider {
    private static final String PROPERTIES = "/META-INF/maven/dev.ranvier/ranvier-cli/pom.properties";

    Version() {}

    @Override
    public String[] getVersion() {
        return new String[] {
            "ranvier " + number(), "Java " + Runtime.version() + ", " + System.getProperty("java.vendor")
        };
    }

    /** The version number; {@code development} outside a jar. */
    static String number() {
        try (InputStream in = Version.class.getResourceAsStream(PROPERTIES)) {
            if (in == null) {
                return "development";
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "development");
        } catch (IOException _) {
            return "development";
        }
    }
}
