package dev.ranvier.cli.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Share {@code number}, from 1, of {@code of}. */
record Shard(int number, int of) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,7})/(\\d{1,7})");

    /** Reads {@code 3/100}. */
    static final class Converter implements ITypeConverter<Shard> {
        Converter() {}

        @Override
        public Shard convert(String text) {
            Matcher parts = TEXT.matcher(text);
            if (parts.matches()) {
                Shard shard = new Shard(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
                if (shard.number >= 1 && shard.number <= shard.of) {
                    return shard;
                }
            }
            throw new TypeConversionException("must be one of 1/N to N/N: '" + text + "'");
        }
    }
}
