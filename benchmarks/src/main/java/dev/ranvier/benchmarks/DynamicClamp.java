package dev.ranvier.benchmarks;

import dev.ranvier.cli.latency.Circumstances;
import dev.ranvier.cli.latency.LatencyPage;
import dev.ranvier.cli.report.LatencyReport;
import dev.ranvier.embed.Latencies;
import dev.ranvier.embed.Metronome;
import dev.ranvier.embed.Neuron;
import dev.ranvier.embed.Rig;
import dev.ranvier.integrate.Scheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Question: does a dynamic clamp keep its deadlines? A model neuron and a patch are coupled by a conductance that only the clamp knows
 * (Sharp, O'Neil, Abbott and Marder, J. Neurophysiol. 69 (1993) 992):
 *
 * <pre>
 *   clamp   I = g (v_model - v_measured)     I goes into the patch, -I into the model
 *   patch   v_measured = v + R I + noise     v of another neuron, in another thread
 * </pre>
 *
 * Each has its loop in real time; they share two numbers, as an amplifier and a computer share two wires.
 *
 * <p>Expected: 20 kHz for 60 s without a missed deadline on a machine with nothing else to do.
 *
 * <pre>
 *   java --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
 *       -cp benchmarks/target/benchmarks.jar dev.ranvier.benchmarks.DynamicClamp [SECONDS [KHZ [PAGE.html]]]
 * </pre>
 */
public final class DynamicClamp {
    private static final double COUPLING_uS = 2e-3, SERIES_MOhm = 10, NOISE_mV = 0.2, DRIVE_nA = 0.02;
    private static final double WARM_UP_s = 2;

    /** The bits of what the amplifier measures [mV], and of the current that it is told to inject [nA]. */
    private final AtomicLong measured_mV = new AtomicLong(Double.doubleToRawLongBits(-70)),
            injected_nA = new AtomicLong();

    private final double rate_kHz;

    private DynamicClamp(double rate_kHz) {
        this.rate_kHz = rate_kHz;
    }

    /** Prints percentiles and missed deadlines of both loops, and writes a page if asked to; takes seconds, rate and page. */
    public static void main(String[] args) throws IOException, InterruptedException {
        double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 60;
        double rate_kHz = args.length > 1 ? Double.parseDouble(args[1]) : 20;
        DynamicClamp loop = new DynamicClamp(rate_kHz);
        Metronome clamp = new Metronome(rate_kHz), patch = new Metronome(rate_kHz);
        Thread rig = new Thread(() -> loop.patch(patch, seconds), "patch");
        rig.setDaemon(true);
        rig.start();
        loop.clamp(clamp, seconds);
        rig.join();
        Map<String, Latencies> times = new LinkedHashMap<>();
        times.put("clamp, tick", clamp.ticks());
        times.put("clamp, from due to done", clamp.responses());
        times.put("patch, from due to done", patch.responses());
        String verdict = String.format(
                Locale.ROOT,
                "%d ticks at %.0f kHz: %d deadlines of %.0f us missed by the clamp, %d by the patch",
                clamp.ticks().count(),
                rate_kHz,
                clamp.missed(),
                1e-3 * clamp.period_ns(),
                patch.missed());
        System.out.println(verdict);
        times.forEach((name, latencies) -> System.out.printf(
                "%-24s p50 %d p99 %d p99.9 %d p99.99 %d longest %d ns%n",
                name,
                latencies.percentile_ns(50),
                latencies.percentile_ns(99),
                latencies.percentile_ns(99.9),
                latencies.percentile_ns(99.99),
                latencies.longest_ns()));
        if (args.length > 2) {
            List<Circumstances.Finding> findings = new Circumstances(Path.of("/")).findings();
            Files.writeString(
                    Path.of(args[2]),
                    LatencyReport.html(LatencyPage.of(
                            "Dynamic clamp",
                            verdict,
                            clamp.missed() + patch.missed() == 0,
                            times,
                            clamp.period_ns(),
                            findings,
                            Map.of("model and patch", "squid axon, coupled by " + COUPLING_uS + " uS"),
                            "DynamicClamp " + String.join(" ", args))));
        }
    }

    /** A patch whose loop is as fast as the clamp's, a tick a step. */
    private Neuron neuron() {
        return Neuron.of(
                Rig.of(HodgkinHuxleyCell.mechanistic())
                        .withStep(Scheme.STAGGERED, 1 / rate_kHz)
                        .withCurrent(0),
                1);
    }

    private void clamp(Metronome metronome, double seconds) {
        try (Neuron model = neuron()) {
            System.out.println(model.warmUp().message());
            run(metronome, seconds, () -> {
                double current_nA =
                        COUPLING_uS * (model.voltage_mV() - Double.longBitsToDouble(measured_mV.getAcquire()));
                injected_nA.setRelease(Double.doubleToRawLongBits(current_nA));
                model.step(DRIVE_nA - current_nA);
            });
        }
    }

    private void patch(Metronome metronome, double seconds) {
        SplittableRandom random = new SplittableRandom(1);
        try (Neuron patch = neuron()) {
            patch.warmUp();
            run(metronome, seconds, () -> {
                double current_nA = Double.longBitsToDouble(injected_nA.getAcquire());
                double noise_mV =
                        NOISE_mV * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5) * 2;
                double v_mV = patch.step(current_nA) + SERIES_MOhm * current_nA + noise_mV;
                measured_mV.setRelease(Double.doubleToRawLongBits(v_mV));
            });
        }
    }

    private void run(Metronome metronome, double seconds, Runnable tick) {
        metronome.run(Math.round(WARM_UP_s * 1e3 * rate_kHz), _ -> tick.run());
        metronome.run(Math.round(seconds * 1e3 * rate_kHz), _ -> tick.run());
    }
}
