package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.Chunk;
import dev.ranvier.batch.PlacedSites;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Conductance;
import dev.ranvier.model.EventTrain;
import dev.ranvier.model.Stimulus;
import dev.ranvier.simd.Lanes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What stands beside the numbers of a batch in a sweep of derivatives: beside the voltage, every state, and every target asked
 * for. In a {@link ReverseSweep} it is a cotangent, the derivative of a scalar by the number; in a {@link TangentSweep} a tangent,
 * the number's rate of change in a direction. Where a batch has one element, these columns have {@code spread}: one for each
 * lane, or the rows of a Jacobian for the one lane.
 */
public final class Differentials {
    /** At every node: voltage, current, current density. */
    private static final int VOLTAGE = 0, CURRENT = 1, DENSITY = 2, NODES = 3;
    /** At every site of a pool: the current of its ion, and the states of the moment. */
    private static final int ION = 0, MOMENT = 1;
    /** At every place of a mechanism: voltage, that of the parent, current, weight of an event. */
    private static final int PLACE_V = 0, PARENT_V = 1, PLACE_CURRENT = 2, WEIGHT = 3, PLACE = 4;

    private final int spread;
    private final Block nodes;
    private final List<Block> states = new ArrayList<>();
    /** By channel; empty but for pools. */
    private final List<Block> pools = new ArrayList<>();
    /** For the coupled states of one mechanism in one chunk. */
    private final Block work;

    /** By position; empty but for mechanisms with places of their own. */
    private final List<Block> places = new ArrayList<>();

    private final Map<Target, Block> targets = new HashMap<>();

    /** One for every lane of the batch, zero, in the batch's arena. */
    public static Differentials lanewise(Batch batch, Drive drive, Set<Target> wanted) {
        return new Differentials(batch, drive, 1, wanted);
    }

    /** At least {@code count}, side by side, for the one lane of the batch. */
    public static Differentials many(Batch batch, Drive drive, int count, Set<Target> wanted) {
        return new Differentials(batch, drive, Lanes.padded(count), wanted);
    }

    private Differentials(Batch batch, Drive drive, int spread, Set<Target> wanted) {
        this.spread = spread;
        int lanes = Math.max(Lanes.PADDING, batch.width() * spread), everywhere = batch.elements() * spread;
        nodes = new Block(batch.arena(), NODES, everywhere);
        for (int c = 0; c < batch.mechanisms(); c++) {
            int count = batch.mechanism(c).schema().states().size();
            states.add(new Block(batch.arena(), count, batch.sites(c) * spread));
            int poolSites = batch.kinds().pools().containsKey(c) ? batch.sites(c) : 0;
            pools.add(new Block(batch.arena(), MOMENT + count, poolSites * spread));
            int placedSites = batch.kinds().isInMembrane(c) ? 0 : batch.sites(c);
            places.add(new Block(batch.arena(), PLACE, placedSites * spread));
        }
        int longest = Stream.of(
                        batch.chunks().stream(),
                        batch.axialCurrents().stream().map(PlacedSites::chunk),
                        batch.pointProcesses().stream().map(PlacedSites::chunk))
                .flatMap(chunks -> chunks)
                .mapToInt(chunk -> chunk.to() - chunk.from())
                .max()
                .orElse(0);
        work = new Block(batch.arena(), mostCoupled(batch), longest * spread);
        for (Target target : wanted) {
            Block block = switch (target) {
                case Target.Shared(int c) ->
                    new Block(
                            batch.arena(), batch.mechanism(c).schema().shared().count(), lanes);
                case Target.ChannelParameter(int c, int _) -> new Block(batch.arena(), 1, batch.sites(c) * spread);
                case Target.Capacitance _, Target.Area _, Target.AxialConductance _, Target.InitialVoltage _ ->
                    new Block(batch.arena(), 1, everywhere);
                case Target.StimulusGain _, Target.ClampConductance _, Target.ElectrodeOffset _ ->
                    new Block(batch.arena(), 1, lanes);
                case Target.StimulusParameters(int k) ->
                    new Block(batch.arena(), most(drive.injections().get(k).stimuli(), Stimulus::parameters), lanes);
                case Target.SynapseParameters(int k) ->
                    new Block(
                            batch.arena(),
                            most(drive.synapses().get(k).conductances(), Conductance::parameters),
                            lanes);
                case Target.EventWeights(int k) ->
                    new Block(batch.arena(), most(drive.arrivals().get(k).trains(), EventTrain::parameters), lanes);
            };
            targets.put(target, block);
        }
    }

    /** How many columns over all elements there are at most, without targets: no mechanism has more sites than elements. */
    public static long columns(Batch batch) {
        long states = 0, ofPools = 0, ofPlaces = 0;
        for (int c = 0; c < batch.mechanisms(); c++) {
            int count = batch.mechanism(c).schema().states().size();
            states += count;
            ofPools += batch.kinds().pools().containsKey(c) ? MOMENT + count : 0;
            ofPlaces += batch.kinds().isInMembrane(c) ? 0 : PLACE;
        }
        return NODES + states + ofPools + ofPlaces + mostCoupled(batch);
    }

    /** The work columns of the mechanism that needs most, one for every state; none where no states are coupled. */
    private static int mostCoupled(Batch batch) {
        return IntStream.range(0, batch.mechanisms())
                .mapToObj(c -> batch.mechanism(c).schema())
                .filter(schema -> IntStream.range(0, schema.states().size()).anyMatch(schema::isCoupled))
                .mapToInt(schema -> schema.states().size())
                .max()
                .orElse(0);
    }

    private static <T> int most(List<T> signals, ToIntFunction<T> parameters) {
        return signals.stream().mapToInt(parameters).max().orElseThrow();
    }

    /** How many stand beside one element: those of element e begin at {@code e spread}. */
    public int spread() {
        return spread;
    }

    /** Sets everything to zero. */
    public void clear() {
        clearStates();
        targets.values().forEach(Block::clear);
    }

    /** Sets what stands beside voltages and states to zero. */
    void clearStates() {
        nodes.clear();
        states.forEach(Block::clear);
        pools.forEach(Block::clear);
        work.clear();
        places.forEach(Block::clear);
    }

    /** Beside the voltage of the row that the sweep has reached, over the elements of the batch. */
    public Column v() {
        return nodes.column(VOLTAGE);
    }

    /** Beside the current into a node, and then, as the equations are solved, the voltage u; between steps nothing. */
    Column current() {
        return nodes.column(CURRENT);
    }

    /** Beside the current density into the membrane within a voltage step. */
    Column density() {
        return nodes.column(DENSITY);
    }

    /**
     * Beside state {@code k} of channel {@code c} at the row that the sweep has reached, over the sites of the channel; see
     * {@code Batch.stateBase}.
     */
    public Column state(int c, int k) {
        return states.get(c).column(k);
    }

    /** Beside state {@code k} of a channel, in the batch's numbers of elements. */
    Column state(Chunk chunk, Chunk.Placement<?> placement, int k) {
        return states.get(placement.position()).column(k, shift(chunk, placement));
    }

    /** Beside a pool's state of the moment, which channels see, in the batch's numbers of elements. */
    Column seen(Chunk chunk, Chunk.Pool pool, int state) {
        return pools.get(pool.placement().position()).column(MOMENT + state, shift(chunk, pool.placement()));
    }

    /** For what becomes of state {@code k} of a mechanism, in the batch's numbers of elements; between updates nothing. */
    Column work(Chunk chunk, int k) {
        return work.column(k, (long) chunk.from() * spread);
    }

    /** Beside the voltage at the places of a mechanism. */
    Column placedVoltage(int position) {
        return places.get(position).column(PLACE_V);
    }

    /** Beside the voltage of the parents of its places. */
    Column parentVoltage(int position) {
        return places.get(position).column(PARENT_V);
    }

    /** Beside its currents. */
    Column placedCurrent(int position) {
        return places.get(position).column(PLACE_CURRENT);
    }

    /** Beside the weights of the events that arrive there. */
    Column weight(int position) {
        return places.get(position).column(WEIGHT);
    }

    /** Beside the current of a pool's ion, in the batch's numbers of elements. */
    Column ion(Chunk chunk, Chunk.Pool pool) {
        return pools.get(pool.placement().position()).column(ION, shift(chunk, pool.placement()));
    }

    /** Beside parameter {@code target} of a channel, in the batch's numbers of elements. */
    Column parameter(Chunk chunk, Chunk.Placement<?> placement, Target target) {
        return block(target).column(0, shift(chunk, placement));
    }

    private long shift(Chunk chunk, Chunk.Placement<?> placement) {
        return (long) (chunk.from() - placement.firstSite()) * spread;
    }

    /** Whether there is something beside a target. */
    public boolean wants(Target target) {
        return targets.containsKey(target);
    }

    /**
     * Beside a target: over the elements of the batch, over the sites of the channel for a parameter, over the lanes for
     * the stimulus gain and the clamp.
     */
    public Column of(Target target) {
        return block(target).column(0);
    }

    private Block block(Target target) {
        Block block = targets.get(target);
        if (block == null) {
            throw new IllegalArgumentException("not asked for: " + target + "; asked for were " + targets.keySet());
        }
        return block;
    }

    /**
     * Beside a target of several rows, over the lanes: the numbers that the sites of a channel share, those of a stimulus or a
     * synapse.
     */
    public Block rows(Target target) {
        return block(target);
    }
}
