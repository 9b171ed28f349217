package dev.ranvier.cli.sweep;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.model.Key;
import dev.ranvier.files.model.KeyGroup;
import dev.ranvier.files.model.YamlMapping;
import dev.ranvier.files.model.YamlValue;
import dev.ranvier.files.table.CsvTable;
import dev.ranvier.formula.NearestName;
import dev.ranvier.sweep.Crossed;
import dev.ranvier.sweep.Design;
import dev.ranvier.sweep.Distribution;
import dev.ranvier.sweep.Drawn;
import dev.ranvier.sweep.Listed;
import dev.ranvier.sweep.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Reads the list {@code vary}, whose elements are crossed. */
final class DesignReader {
    private static final Key KEY = Key.of("key");
    private static final Key VALUES = Key.of("values");
    private static final Key LINEAR = Key.of("linear");
    private static final Key LOGARITHMIC = Key.of("logarithmic");
    private static final Key DRAW = Key.of("draw");
    private static final Key TABLE = Key.of("table");
    private static final KeyGroup VARY = KeyGroup.of("vary", KEY, VALUES, LINEAR, LOGARITHMIC, DRAW, TABLE);

    private static final Key FROM = Key.of("from");
    private static final Key TO = Key.of("to");
    private static final Key COUNT = Key.of("count");
    private static final KeyGroup RANGE = KeyGroup.of("vary: range", FROM, TO, COUNT);

    private static final Key METHOD = Key.of("method");
    private static final Key POINTS = Key.of("points");
    private static final Key SEED = Key.of("seed");
    private static final Key NUMBERS = Key.of("numbers");
    private static final KeyGroup DRAW_KEYS = KeyGroup.of("vary.draw", METHOD, POINTS, SEED, NUMBERS);

    private static final Key UNIFORM = Key.of("uniform");
    private static final Key LOG_UNIFORM = Key.of("log_uniform");
    private static final Key NORMAL = Key.of("normal");
    private static final Key LOG_NORMAL = Key.of("log_normal");
    private static final KeyGroup NUMBER =
            KeyGroup.of("vary.draw.numbers", KEY, UNIFORM, LOG_UNIFORM, NORMAL, LOG_NORMAL);

    private static final Key LOW = Key.of("low");
    private static final Key HIGH = Key.of("high");
    private static final KeyGroup INTERVAL = KeyGroup.of("vary.draw: interval", LOW, HIGH);
    private static final Key MEAN = Key.of("mean");
    private static final Key MEDIAN = Key.of("median");
    private static final Key SD = Key.of("sd");
    private static final KeyGroup NORMAL_KEYS = KeyGroup.of("vary.draw: normal", MEAN, SD);
    private static final KeyGroup LOG_NORMAL_KEYS = KeyGroup.of("vary.draw: log_normal", MEDIAN, SD);

    private static final Map<String, Drawn.Sampler> METHODS = Map.of(
            "random", Drawn.Sampler.RANDOM,
            "latin-hypercube", Drawn.Sampler.LATIN_HYPERCUBE,
            "sobol", Drawn.Sampler.SOBOL);

    private final Path folder;

    /** Tables are looked for in {@code folder}. */
    DesignReader(Path folder) {
        this.folder = folder;
    }

    Design read(YamlValue vary) {
        List<Design> factors = vary.list().stream().map(this::factor).toList();
        if (factors.isEmpty()) {
            throw vary.wrong("at least one number must vary");
        }
        return refusing(vary, () -> new Crossed(factors));
    }

    private Design factor(YamlValue element) {
        YamlMapping group = element.mapping().allowing(VARY);
        List<Key> ways = new ArrayList<>(List.of(VALUES, LINEAR, LOGARITHMIC, DRAW, TABLE));
        ways.removeIf(way -> group.find(way).isEmpty());
        if (ways.size() != 1) {
            throw element.wrong("one of values, linear, logarithmic, draw and table is needed");
        }
        Key way = ways.getFirst();
        YamlValue how = group.require(way);
        if (way.equals(TABLE)) {
            return table(how);
        }
        if (way.equals(DRAW)) {
            return drawn(how);
        }
        String key = group.require(KEY).text();
        if (way.equals(VALUES)) {
            return refusing(
                    how,
                    () -> new Values(
                            key, how.list().stream().map(YamlValue::number).toList()));
        }
        YamlMapping range = how.mapping().allowing(RANGE);
        double from = range.require(FROM).number(), to = range.require(TO).number();
        int count = range.require(COUNT).positiveInteger();
        return refusing(
                how,
                () -> way.equals(LINEAR)
                        ? Values.linear(key, from, to, count)
                        : Values.logarithmic(key, from, to, count));
    }

    private Design table(YamlValue file) {
        CsvTable table = CsvTable.read(folder.resolve(file.text()), "table of points");
        List<List<Double>> rows = new ArrayList<>();
        List<double[]> columns = new ArrayList<>();
        for (String name : table.names()) {
            columns.add(table.numbersOrNaN(name));
        }
        for (int k = 0; k < table.rows(); k++) {
            List<Double> row = new ArrayList<>();
            for (double[] column : columns) {
                if (Double.isNaN(column[k])) {
                    throw new BadInputException(table.place(k), "every point needs a finite number in every column");
                }
                row.add(column[k]);
            }
            rows.add(row);
        }
        return refusing(file, () -> new Listed(table.names(), rows));
    }

    private static Design drawn(YamlValue how) {
        YamlMapping group = how.mapping().allowing(DRAW_KEYS);
        YamlValue method = group.require(METHOD);
        Drawn.Sampler sampler = Optional.ofNullable(METHODS.get(method.text()))
                .orElseThrow(() -> method.wrong("unknown method '" + method.text() + "'; "
                        + NearestName.hint(
                                method.text(),
                                METHODS.keySet().stream().sorted().toList())));
        List<Drawn.Variable> variables = group.require(NUMBERS).list().stream()
                .map(DesignReader::variable)
                .toList();
        long usual = sampler == Drawn.Sampler.SOBOL ? 0 : 1;
        long seed = group.find(SEED).map(YamlValue::integer).orElse(usual);
        int points = group.require(POINTS).positiveInteger();
        return refusing(how, () -> new Drawn(variables, sampler, points, seed));
    }

    private static Drawn.Variable variable(YamlValue value) {
        YamlMapping group = value.mapping().allowing(NUMBER);
        List<Key> kinds = new ArrayList<>(List.of(UNIFORM, LOG_UNIFORM, NORMAL, LOG_NORMAL));
        kinds.removeIf(kind -> group.find(kind).isEmpty());
        if (kinds.size() != 1) {
            throw value.wrong("one of uniform, log_uniform, normal and log_normal is needed");
        }
        YamlValue how = group.require(kinds.getFirst());
        Distribution distribution = kinds.getFirst().equals(UNIFORM)
                ? of(how, INTERVAL, LOW, HIGH, Distribution.Uniform::new)
                : kinds.getFirst().equals(LOG_UNIFORM)
                        ? of(how, INTERVAL, LOW, HIGH, Distribution.LogUniform::new)
                        : kinds.getFirst().equals(NORMAL)
                                ? of(how, NORMAL_KEYS, MEAN, SD, Distribution.Normal::new)
                                : of(how, LOG_NORMAL_KEYS, MEDIAN, SD, Distribution.LogNormal::new);
        return new Drawn.Variable(group.require(KEY).text(), distribution);
    }

    private static Distribution of(
            YamlValue how, KeyGroup known, Key first, Key second, BiFunction<Double, Double, Distribution> made) {
        YamlMapping group = how.mapping().allowing(known);
        double a = group.require(first).number(), b = group.require(second).number();
        return refusing(how, () -> made.apply(a, b));
    }

    private static <T> T refusing(YamlValue place, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw place.wrong(String.valueOf(e.getMessage()));
        }
    }
}
