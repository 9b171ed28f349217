package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.memory.Column;
import dev.ranvier.program.Execution;
import dev.ranvier.simd.Lanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdk.incubator.vector.VectorOperators;

/** The main loop: all lanes of a batch, from their initial state, step by step. */
public final class ForwardSweep {
    private final Batch batch;
    private final Scheme scheme;
    private final Stepper stepper;
    private final Optional<PackedStep> packed;
    private final int root;
    private final boolean[] diverged;
    private final List<Divergence> divergences = new ArrayList<>();
    private long reached;

    /** A sweep over {@code batch}; the drive must belong to the same batch. */
    public ForwardSweep(Batch batch, Scheme scheme, Drive drive) {
        this.batch = batch;
        this.scheme = scheme;
        this.stepper = new Stepper(batch, scheme, drive);
        this.packed = stepper.packed();
        this.root = batch.element(0);
        this.diverged = new boolean[batch.lanes()];
    }

    /** As {@link #run(RunStart, int, StepListener)}, from the cell's initial voltage. */
    public List<Divergence> run(int steps, StepListener listener) {
        return run(new InitialCondition.AtVoltage(), steps, listener);
    }

    /**
     * Computes {@code steps} rows after the first, which is row 0, or that of a saved state, and, with
     * {@link Scheme#STAGGERED}, the gates of one row more.
     *
     * @return lanes that found no rest or whose voltage became infinite or NaN, in order of time; the other lanes are not affected
     */
    public List<Divergence> run(RunStart start, int steps, StepListener listener) {
        begin(start);
        int first = Math.toIntExact(reached), end = Math.addExact(first, steps);
        for (int n = first; n < end; n++) {
            if (!Double.isFinite(step(n, listener))) {
                report(n);
            }
        }
        reached = end;
        lookAhead();
        listener.at(end);
        return divergences();
    }

    /** Puts a start into its row, for {@link #advance} to go on from; all lanes are well again, but for those that find no rest. */
    public void begin(RunStart start) {
        divergences.clear();
        java.util.Arrays.fill(diverged, false);
        reached = stepper.begin(start);
        if (start instanceof InitialCondition.AtRest || start instanceof InitialCondition.AtHold) {
            reportUnsettled();
        }
        packed.ifPresent(PackedStep::prepare);
    }

    /** Takes in the batch's numbers as they are now, between two steps. */
    public void prepare() {
        stepper.prepare();
        packed.ifPresent(PackedStep::prepare);
    }

    /**
     * One step from where {@link #begin} or the last step has led.
     *
     * @return the root's voltage in lane 0 [mV], or what is not finite if a voltage of any lane is not
     */
    public double advance() {
        double v_mV = step(reached, StepListener.NONE);
        if (!Double.isFinite(v_mV)) {
            report(reached);
        }
        reached++;
        return v_mV;
    }

    /** Makes the gates half a step after the time reached, which probes of the staggered scheme see; the next step makes them again. */
    public void lookAhead() {
        if (scheme.gatesFirst()) {
            stepper.advanceGates(reached, reached);
        }
    }

    /** The row that the last step has led to. */
    public long reached() {
        return reached;
    }

    /**
     * How its steps are made, as the system property {@code ranvier.formulas} has it: {@code packed}, {@code generated} or {@code
     * interpreted}.
     */
    public String execution() {
        Execution ofThisProcess = Execution.ofThisProcess();
        return (packed.isPresent() ? ofThisProcess : ofThisProcess.passByPass()).property();
    }

    /** How many lanes are lost since the last start. */
    public int lost() {
        return divergences.size();
    }

    /** Lanes lost since the last start, in order of time. */
    public List<Divergence> divergences() {
        return List.copyOf(divergences);
    }

    /** As {@link #advance} from row n; a listener counts in ints. */
    private double step(long n, StepListener listener) {
        if (packed.isPresent()) {
            double v_mV = packed.get().step(n);
            listener.at((int) n);
            return v_mV;
        }
        if (scheme.gatesFirst()) {
            stepper.advanceGates(n, n);
            listener.at((int) n);
            stepper.advanceVoltage(n, n + 1);
        } else {
            listener.at((int) n);
            stepper.advanceVoltage(n, n);
            stepper.advanceGates(n, n + 1);
        }
        return isFinite(n) ? batch.rows().otherVoltageAt(n + 1).get(root) : Double.NaN;
    }

    /** The steps from row {@code from} to row {@code to} of the last run once more, to the same bits; row {@code from} is there. */
    void runAgain(int from, int to) {
        for (int n = from; n < to; n++) {
            step(n, StepListener.NONE);
        }
    }

    /** What the last run has reached, for another to go on from. */
    public State state() {
        return State.of(batch, scheme, reached);
    }

    private boolean isFinite(long n) {
        Column next = batch.rows().otherVoltageAt(n + 1);
        for (int k = 0; k < batch.elements(); k += Lanes.COUNT) {
            if (!next.load(k).test(VectorOperators.IS_FINITE).allTrue()) {
                return false;
            }
        }
        return true;
    }

    /** A lane is lost with its first voltage, as the others follow in the next step; names the wildest before. */
    private void report(long n) {
        for (int lane = 0; lane < batch.lanes(); lane++) {
            if (!diverged[lane] && isLost(lane, batch.rows().otherVoltageAt(n + 1))) {
                diverged[lane] = true;
                Column last = batch.rows().otherVoltageAt(n);
                int wildest = root;
                for (int e = 0; e < batch.elements(); e += batch.width()) {
                    if (Math.abs(last.get(e + lane)) > Math.abs(last.get(wildest + lane))) {
                        wildest = e;
                    }
                }
                divergences.add(
                        new Divergence(lane, batch.node(wildest), (n + 1) * batch.dt_ms(), last.get(wildest + lane)));
            }
        }
    }

    private void reportUnsettled() {
        for (int lane = 0; lane < batch.lanes(); lane++) {
            if (isLost(lane, batch.rows().voltageAt(0))) {
                diverged[lane] = true;
                double from_mV = batch.initialVoltage_mV().get(root + lane);
                divergences.add(new Divergence(lane, batch.node(root), 0, from_mV));
            }
        }
    }

    private boolean isLost(int lane, Column voltages) {
        for (int e = 0; e < batch.elements(); e += batch.width()) {
            if (!Double.isFinite(voltages.get(e + lane))) {
                return true;
            }
        }
        return false;
    }
}
