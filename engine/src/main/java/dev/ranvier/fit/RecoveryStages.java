package dev.ranvier.fit;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The ways of a recovery. The clamp fades, for the model can be exact; the curves start smooth and are allowed more curvature stage
 * by stage, so that they bend only where the recording asks for it: on a noisy one not below a multiple of the noise.
 *
 * <p>Other numbers are tied to their starts in proportion to the clamp: curves that are still far from right would drive them away,
 * an axial resistivity to where the recorded compartment is alone with its clamp.
 */
final class RecoveryStages {
    private static final double SMOOTH = 10, LEAST_ROUGHNESS = 0.2;
    /** Weight of the roughness that one mV of noise asks for. */
    static final double ROUGHNESS_PER_NOISE = 5;
    /** What an e-fold change of a number costs under a clamp of 1 mS/cm2, as an error of every sample. */
    private static final double TETHER_mV = 1, TAUGHT_mV = 100;

    private static final double SETTLED = 1e-4, SETTLED_ON_THE_WAY = 1e-2, IN_HASTE = 0.05;
    private static final int HELD_STEPS = 25, FREE_STEPS = 12, LAST_STEPS = 20;

    private RecoveryStages() {}

    /** Of curves, from a clamp of 100 mS/cm2 to the free-running cell. */
    static List<Stage> ofCurves(double noise_mV) {
        return Stream.of(
                        DoubleStream.of(100, 30, 10, 3, 1, 0.3).mapToObj(clamp -> held(clamp, SMOOTH, noise_mV)),
                        DoubleStream.of(SMOOTH, 3, 1)
                                .mapToObj(smooth -> Stage.free()
                                        .withRoughness(roughness(smooth, noise_mV))
                                        .until(SETTLED, 1, FREE_STEPS)
                                        .once()),
                        ofCurvesNearby(noise_mV).stream())
                .flatMap(stages -> stages)
                .toList();
    }

    private static Stage held(double clamp_mS_per_cm2, double smooth, double noise_mV) {
        return Stage.held(new Clamp.Steady(clamp_mS_per_cm2))
                .withDeviation(Math.max(1, noise_mV))
                .withTether(TETHER_mV * clamp_mS_per_cm2)
                .withRoughness(roughness(smooth, noise_mV))
                .until(SETTLED_ON_THE_WAY, 1, HELD_STEPS);
    }

    /** Of networks that have learned curves that are nearly right, beside numbers: these are tied until the networks follow the recordings. */
    static List<Stage> ofTaught(double noise_mV) {
        return ofCurvesNearby(noise_mV).stream()
                .map(Stage::once)
                .flatMap(last -> Stream.of(last.withTether(TAUGHT_mV), last))
                .toList();
    }

    /** The same stages under a clamp first, which brings back spikes near threshold that a network has lost as it learned. */
    static List<Stage> heldFirst(List<Stage> stages, double noise_mV) {
        Stage held = held(1, LEAST_ROUGHNESS, noise_mV).withTether(TAUGHT_mV).once();
        return Stream.concat(Stream.of(held), stages.stream()).toList();
    }

    /** Of curves that are nearly right. */
    static List<Stage> ofCurvesNearby(double noise_mV) {
        return List.of(Stage.free().withRoughness(leastRoughness(noise_mV)).until(SETTLED, 1, LAST_STEPS));
    }

    /** The same, but each once, and left at the first step that gains less than a twentieth. */
    static List<Stage> inHaste(List<Stage> stages) {
        return stages.stream()
                .map(stage -> stage.until(IN_HASTE, 1, LAST_STEPS).once())
                .distinct()
                .toList();
    }

    /** Of the curves where a recovery ends. */
    static double leastRoughness(double noise_mV) {
        return roughness(LEAST_ROUGHNESS, noise_mV);
    }

    private static double roughness(double asked, double noise_mV) {
        return Math.max(asked, ROUGHNESS_PER_NOISE * noise_mV);
    }

    /** The published recipe: first 10 %, then 30 %, then all of the recording. Beck et al., arXiv 2606.16693. */
    static List<Stage> published() {
        return List.of(
                Stage.free().lookingAt(0.1).until(0, 1, 300).once(),
                Stage.free().lookingAt(0.3).until(0, 1, 500).once(),
                Stage.free().until(0, 1, 1200).once());
    }
}
