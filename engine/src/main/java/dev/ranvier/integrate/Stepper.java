package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.channel.Channel;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import jdk.incubator.vector.DoubleVector;

/** The two halves of a time step, between rows of a batch. A {@link Scheme} is their order and theta. */
final class Stepper {
    /** 1 nA over 1 um2 in uA/cm2. */
    static final double DENSITY = 1e5;

    private final Batch batch;
    private final Scheme scheme;
    private final Drive drive;
    private final Column capacitance;
    private final Column gain;
    /** {@code 1 / area} in uA/cm2 per nA. */
    private final Column density;

    private final Column clamp;
    private final KernelSequence steadyState;
    private final KernelSequence advance;
    private final KernelSequence current;

    Stepper(Batch batch, Scheme scheme, Drive drive) {
        this.batch = batch;
        this.scheme = scheme;
        this.drive = drive;
        this.capacitance = batch.capacitance_uF_per_cm2();
        this.gain = batch.stimulusGain();
        this.density = new Block(batch.arena(), 1, batch.padded()).column(0);
        this.clamp = batch.clampConductance_mS_per_cm2();
        this.steadyState = new KernelSequence(batch, Channel::steadyState);
        this.advance = new KernelSequence(batch, Channel::advance);
        this.current = new KernelSequence(batch, Channel::current);
    }

    /** Row 0: the initial voltage and the gates at steady state there. */
    void initialise() {
        Column area = batch.area_um2();
        for (int k = 0; k < batch.padded(); k += Lanes.COUNT) {
            density.store(k, DoubleVector.broadcast(Lanes.SPECIES, DENSITY).div(area.load(k)));
        }
        batch.voltageAt(0).copyFrom(batch.initialVoltage_mV(), 0, batch.padded());
        batch.writeStatesAt(0);
        steadyState.run(Channel.SETTLED_ms);
    }

    /** Gates from row n to row n + 1, at the voltage of row {@code voltageRow}. */
    void advanceGates(int n, int voltageRow) {
        batch.voltageAt(voltageRow);
        batch.readStatesAt(n);
        batch.writeStatesAt(n + 1);
        advance.run(batch.dt_ms());
    }

    /** {@code i} and {@code slope} of all channels at the voltage of row n and the gates of row {@code gateRow}. */
    void currents(int n, int gateRow) {
        Column i = batch.i(), slope = batch.slope();
        for (int k = 0; k < batch.padded(); k += Lanes.COUNT) {
            i.store(k, DoubleVector.zero(Lanes.SPECIES));
            slope.store(k, DoubleVector.zero(Lanes.SPECIES));
        }
        batch.voltageAt(n);
        batch.readStatesAt(gateRow);
        current.run(batch.dt_ms());
    }

    /**
     * Voltage from row n to row n + 1, with the linearised current taken at {@code v + theta (v' - v)}:
     *
     * <pre>
     *   v' = v + (gain I/area - i - g_c (v - command)) / (C/dt + theta (slope + g_c))
     * </pre>
     */
    void advanceVoltage(int n, int gateRow) {
        currents(n, gateRow);
        Column i = batch.i(), slope = batch.slope(), v = batch.voltageAt(n), next = batch.otherVoltageAt(n + 1);
        Column injected = drive.injected_nA(n);
        double perDt = 1 / batch.dt_ms(), theta = scheme.theta(), command = drive.command_mV(n);
        for (int k = 0; k < batch.padded(); k += Lanes.COUNT) {
            DoubleVector vk = v.load(k), g = clamp.load(k);
            DoubleVector net = injected.load(k)
                    .mul(gain.load(k))
                    .mul(density.load(k))
                    .sub(i.load(k))
                    .sub(vk.sub(command).mul(g));
            DoubleVector diagonal =
                    capacitance.load(k).mul(perDt).add(slope.load(k).add(g).mul(theta));
            next.store(k, vk.add(net.div(diagonal)));
        }
    }
}
