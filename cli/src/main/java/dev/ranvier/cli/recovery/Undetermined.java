package dev.ranvier.cli.recovery;

import dev.ranvier.files.input.Shown;
import dev.ranvier.fit.Identifiability;
import dev.ranvier.fit.Identifiability.Change;
import dev.ranvier.fit.Identifiability.Part;
import dev.ranvier.fit.Identifiability.TradeOff;
import dev.ranvier.fit.Identifiability.Way;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Transform;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What recordings leave open, in sentences. */
record Undetermined(List<FoundGate> gates, Identifiability identifiability) {
    /** So many trade-offs are told, those that are the least determined first. */
    private static final int MOST_TOLD = 5;

    private static final int DIGITS = 2;
    private static final double PERCENT = 100;

    /** One for the gates of which nothing is determined, one for those of which hardly anything is, and one for each trade-off. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (!identifiability.undetermined().isEmpty()) {
            sentences.add("the recordings determine nothing of "
                    + names(identifiability.undetermined())
                    + ": these curves are hardly more than where they started. Record responses to other currents");
        }
        if (!identifiability.hardlyDetermined().isEmpty()) {
            sentences.add("the recordings determine less than one number of the curves of "
                    + names(identifiability.hardlyDetermined())
                    + ", x_inf and tau together: what is shown is what is expected of such gates. Record responses to"
                    + " other currents");
        }
        identifiability.tradeOffs().stream()
                .sorted(Comparator.comparingDouble(TradeOff::deviation).reversed())
                .limit(MOST_TOLD)
                .map(this::sentence)
                .forEach(sentences::add);
        return sentences;
    }

    /** The gates with these numbers. */
    String names(List<Integer> numbers) {
        return numbers.stream().map(gate -> gates.get(gate).title()).collect(Collectors.joining(", "));
    }

    /** As in: the recordings cannot tell k.conductance 10 % higher with x_inf of n 2.4 % lower from what was found. */
    String sentence(TradeOff tradeOff) {
        return "the recordings cannot tell " + change(tradeOff.first()) + ", with "
                + tradeOff.followers().stream().map(this::change).collect(Collectors.joining(" and "))
                + ", from what was found";
    }

    private String change(Change change) {
        return switch (change.part()) {
            case Part.ModelNumber(Parameter parameter)
            when parameter.transform() instanceof Transform.Linear ->
                shortName(parameter) + " " + Shown.number(Math.abs(change.by()), DIGITS) + " mV "
                        + (change.by() > 0 ? "higher" : "lower");
            case Part.ModelNumber(Parameter parameter) ->
                shortName(parameter) + " " + percent(change, "higher", "lower");
            case Part.Network(String channel) -> "the network of " + channel + " otherwise";
            case Part.Curve(int gate, Way way)
            when way == Way.SHIFT ->
                "x_inf of " + gates.get(gate).title() + " " + Shown.number(Math.abs(change.by()), DIGITS)
                        + " mV to the " + (change.by() > 0 ? "right" : "left");
            case Part.Curve(int gate, Way way)
            when way == Way.TAU -> "tau of " + gates.get(gate).title() + " " + percent(change, "longer", "shorter");
            case Part.Curve(int gate, Way _) ->
                "x_inf of " + gates.get(gate).title() + " " + percent(change, "higher", "lower");
        };
    }

    private static String percent(Change change, String more, String less) {
        return Shown.number(PERCENT * Math.abs(Math.expm1(change.by())), DIGITS) + " % "
                + (change.by() > 0 ? more : less);
    }

    private static String shortName(Parameter parameter) {
        return parameter.name().replaceFirst("_(m?S_per_cm2|mV|uF_per_cm2|ohm_cm)$", "");
    }
}
