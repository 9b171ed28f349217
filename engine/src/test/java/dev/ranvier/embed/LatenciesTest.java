package dev.ranvier.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LatenciesTest {
    @Test
    void percentiles_areThoseOfTheSortedTimes() {
        SplittableRandom random = new SplittableRandom(1);
        Latencies latencies = new Latencies();
        long[] times = random.longs(10_000)
                .map(bits -> (bits >>> 1) >>> random.nextInt(63))
                .toArray();
        Arrays.stream(times).forEach(latencies::add);
        Arrays.sort(times);
        for (double percent : new double[] {0.01, 1, 50, 90, 99, 99.9, 100}) {
            long exact = times[(int) Math.ceil(times.length * percent / 100) - 1];
            assertThat((double) latencies.percentile_ns(percent)).isBetween((double) exact, exact * 1.002 + 0.5);
        }
        assertThat(latencies.longest_ns()).isEqualTo(times[times.length - 1]);
        assertThat(latencies.count()).isEqualTo(times.length);
    }

    @Test
    void classes_holdEveryTime_inOrder() {
        Latencies latencies = new Latencies();
        latencies.add(-5);
        latencies.add(1023);
        latencies.add(1024);
        latencies.add(1025);
        latencies.add(Long.MAX_VALUE);
        List<Long> from = new ArrayList<>(), counts = new ArrayList<>();
        latencies.forEach((ns, count) -> {
            from.add(ns);
            counts.add(count);
        });
        assertThat(from).startsWith(0L, 1023L, 1024L).hasSize(4);
        assertThat(counts).containsExactly(1L, 1L, 2L, 1L);
        latencies.clear();
        assertThat(latencies.percentile_ns(50)).isZero();
        assertThatThrownBy(() -> latencies.percentile_ns(101)).hasMessageContaining("101");
    }

    @Test
    void metronome_ticksAtItsRate_andCountsWhatIsLate() {
        Metronome metronome = new Metronome(1);
        List<Long> numbers = new ArrayList<>();
        long begin = System.nanoTime();
        metronome.run(20, n -> {
            numbers.add(n);
            if (n == 5) {
                pause_ns(4_500_000);
            }
        });
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(19_000_000);
        assertThat(numbers).hasSize(20).startsWith(0L, 1L).endsWith(19L);
        assertThat(metronome.missed()).isGreaterThanOrEqualTo(4);
        assertThat(metronome.ticks().longest_ns()).isGreaterThanOrEqualTo(4_500_000);
        assertThat(metronome.responses().count()).isEqualTo(20);
        assertThatThrownBy(() -> new Metronome(0)).hasMessageContaining("rate_kHz");
    }

    private static void pause_ns(long ns) {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < ns) {
            Thread.onSpinWait();
        }
    }
}
