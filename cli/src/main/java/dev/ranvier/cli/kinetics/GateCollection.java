package dev.ranvier.cli.kinetics;

import dev.ranvier.cli.judge.GateJudgement;
import dev.ranvier.cli.output.Printable;
import dev.ranvier.files.input.Place;
import dev.ranvier.kinetics.GateId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The gates of all files, in order, and what had to be left out. */
public final class GateCollection {
    private final List<GateRecord> gates = new ArrayList<>();
    private final Map<GateId, Place> places = new HashMap<>();
    private final List<String> leftOut = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();
    private final Set<GateId> refused = new LinkedHashSet<>();

    /** None yet. */
    public GateCollection() {}

    /** Adds a gate, unless it is there already or cannot be one. */
    void add(GateRecord gate, Place place) {
        Optional<String> refusal = GateJudgement.refusal(gate.id(), gate.exponent(), gate.samples());
        if (refusal.isPresent()) {
            leaveOut(place, refusal.get());
            if (gate.inFamily()) {
                refused.add(gate.id());
            }
            return;
        }
        Place first = places.putIfAbsent(gate.id(), place);
        if (first == null) {
            gates.add(gate);
            if (Double.isNaN(gate.exponent())) {
                doubts.add(
                        Printable.line(place + ": gate " + gate.id() + ": its power is not given, and is taken as 1"));
            }
            GateJudgement.doubt(gate.id(), gate.samples())
                    .ifPresent(doubt -> doubts.add(Printable.line(place + ": " + doubt)));
        } else {
            leaveOut(place, "gate " + gate.id() + " was there already (" + first + "); the first one is kept");
        }
    }

    /** Counts something that cannot be used. */
    void leaveOut(Place place, String reason) {
        leftOut.add(Printable.line(place + ": " + reason));
    }

    /** The gates. */
    public List<GateRecord> gates() {
        return Collections.unmodifiableList(gates);
    }

    /** Gates that were left out for what their curves are; without them their channels are others. */
    public Set<GateId> refused() {
        return Collections.unmodifiableSet(refused);
    }

    /** A line for every gate of which values are doubtful: where and why. */
    public List<String> doubts() {
        return Collections.unmodifiableList(doubts);
    }

    /** A line for everything that was left out: where and why. */
    public List<String> leftOut() {
        return Collections.unmodifiableList(leftOut);
    }
}
