package dev.ranvier.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SimulationProgressTest {
    private static final long SECOND_ns = 1_000_000_000;

    private final StringWriter err = new StringWriter();
    private final AtomicLong now_ns = new AtomicLong(5);

    private SimulationProgress progress(boolean terminal) {
        return new SimulationProgress(new OverwrittenLine(new PrintWriter(err), terminal), 0.5, 0, 200, now_ns::get);
    }

    @Test
    void at_shortRun_saysNothing() {
        SimulationProgress progress = progress(true);
        now_ns.addAndGet(SECOND_ns);
        progress.at(100);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void at_longRun_showsHowMuchIsDone() {
        SimulationProgress progress = progress(true);
        now_ns.addAndGet(2 * SECOND_ns);
        progress.at(100);
        progress.at(101);
        assertThat(err.toString()).isEqualTo("\r\u001b[Ksimulating: 25 % (50 of 200 ms)");
        progress.close();
        assertThat(err.toString()).endsWith("\r\u001b[K");
    }

    @Test
    void at_noTerminal_saysNothing() {
        SimulationProgress progress = progress(false);
        now_ns.addAndGet(9 * SECOND_ns);
        progress.at(100);
        progress.close();
        assertThat(err.toString()).isEmpty();
    }
}
