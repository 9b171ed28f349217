package dev.ranvier.cli.recovery;

import dev.ranvier.cli.fitting.Observed;
import dev.ranvier.files.input.Shown;
import dev.ranvier.fit.Evidence;
import dev.ranvier.fit.Evidence.Explanation;
import dev.ranvier.fit.Evidence.Suspect;
import dev.ranvier.parameter.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a recovery leaves unexplained, in sentences. */
record Unexplained(RecoveryTask task, Evidence evidence) {
    /** A number that takes away less than this part of the squared distance is not named. */
    private static final double NAMED = 0.1;
    /** So many are named. */
    private static final int MOST_NAMED = 3;

    private static final int DIGITS = 4;
    private static final String MARK =
            "Mark it with {fit: ...}, or all numbers with 'uncertain: 5 %' in the section cell";

    /** One for each recording that is not explained, and one that names what may be wrong; perhaps that one alone. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        for (int k = 0; k < evidence.explanations().size(); k++) {
            Explanation explanation = evidence.explanations().get(k);
            if (!explanation.explained()) {
                sentences.add(sentence(task.observed().get(k), explanation));
            }
        }
        if (!evidence.isExplained()) {
            sentences.add(culprits());
        } else if (!evidence.suspects().isEmpty()) {
            sentences.add("the model explains the recordings, and yet a known number may be wrong and the curves may"
                    + " make up for it: fitted too, this would take away of the squared distance, more than by chance: "
                    + named(evidence.suspects()) + ". " + MARK);
        }
        return sentences;
    }

    private static String sentence(Observed recording, Explanation left) {
        return "the model does not explain " + recording.name() + ": " + recording.shown(left.rmse_mV())
                + " are left, where the noise is " + recording.shown(left.noise_mV()) + "; "
                + Math.round(100 * left.share()) + " % of the squared distance lie between "
                + Shown.number(left.from_ms()) + " and " + Shown.number(left.to_ms()) + " ms";
    }

    private String culprits() {
        List<Suspect> telling = evidence.suspects().stream()
                .filter(suspect -> suspect.explained() > NAMED)
                .toList();
        String network = task.model().fit().networks().isEmpty()
                ? ""
                : ". The network may be too small as well: give it more units or latents";
        return telling.isEmpty()
                ? "no known number alone would explain it: several may be wrong, or a mechanism is missing."
                        + " 'uncertain: 5 %' in the section cell fits all numbers too"
                        + network
                : "a known number may be wrong. Fitted too, this would take away of the squared distance: "
                        + named(telling) + ". " + MARK;
    }

    private static String named(List<Suspect> suspects) {
        return suspects.stream().limit(MOST_NAMED).map(Unexplained::shown).collect(Collectors.joining("; "));
    }

    private static String shown(Suspect suspect) {
        String name = suspect.parameter().name(), value = Shown.number(suspect.value(), DIGITS);
        String change = suspect.parameter().quantity() instanceof Quantity.ChannelFactor
                ? name.replaceFirst("_mS_per_cm2$", "") + " times " + value
                : name + " " + value + " instead of "
                        + Shown.number(suspect.parameter().start(), DIGITS);
        return change + " (" + Shown.number(100 * suspect.explained(), 2) + " %)";
    }
}
