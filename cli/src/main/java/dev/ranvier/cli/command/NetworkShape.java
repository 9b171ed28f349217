package dev.ranvier.cli.command;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The hidden layers of a network, written {@code 32x32}.
 *
 * @param hidden units of each layer
 */
record NetworkShape(List<Integer> hidden) {
    /** Reads it from a command line. */
    static final class Converter implements ITypeConverter<NetworkShape> {
        Converter() {}

        @Override
        public NetworkShape convert(String text) {
            if (!text.matches("[1-9]\\d{0,3}(x[1-9]\\d{0,3})*")) {
                throw new TypeConversionException(
                        "'" + text + "' must be the units of each hidden layer, 1 to 9999, with x"
                                + " between them, such as 32x32 or 64");
            }
            return new NetworkShape(
                    Arrays.stream(text.split("x", -1)).map(Integer::valueOf).toList());
        }
    }
}
