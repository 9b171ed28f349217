package dev.ranvier.cli.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AlikeNotesTest {
    @Test
    void told_ofTheSameWords_isOneNote() {
        AlikeNotes notes = new AlikeNotes();
        notes.add("a.abf", "a.abf: the drift is taken out");
        notes.add("a.abf", "a.abf jumps by 3.5 mV at 1e-3 s. Why?");
        notes.add("b.abf", "b.abf: the drift is taken out");
        notes.add("b.abf", "b.abf jumps by -12 mV at 2 s. Why?");
        notes.add("b.abf", "units were converted");
        notes.add("c.abf", "c.abf stays where it is");
        notes.add("c.abf", "units were converted");
        notes.add("b.abf", "the largest current of b.abf is 3 nA");
        notes.add("c.abf", "the largest current of c.abf is 4 nA");
        assertThat(notes.told())
                .containsExactly(
                        "a.abf, b.abf: the drift is taken out",
                        "a.abf jumps by 3.5 mV at 1e-3 s. Why? (alike in b.abf)",
                        "units were converted",
                        "c.abf stays where it is",
                        "the largest current of b.abf is 3 nA",
                        "the largest current of c.abf is 4 nA");
    }

    @Test
    void told_ofMany_namesSome() {
        AlikeNotes notes = new AlikeNotes();
        IntStream.range(1, 6)
                .forEach(k -> notes.add("r.abf sweep " + k, "r.abf sweep " + k + ": " + k * k + " spikes"));
        assertThat(notes.told())
                .containsExactly("r.abf sweep 1: 1 spikes (alike in r.abf sweep 2, r.abf sweep 3 and 2 others)");
    }
}
