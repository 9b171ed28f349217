#!/usr/bin/python3
"""NMDA synapses on a ball and stick in NEURON: a squid soma with a passive dendrite of 21 compartments.

    /usr/bin/python3 engine/src/test/neuron/nmda.py    writes resources/golden/nmda_ball_and_stick_dt0.025.csv

Debian: apt-get install neuron python3-neuron neuron-dev.
"""
from make_golden import GOLDEN, HERE, load_mechanisms
from neuron import h

DT_ms, V_mV, DURATION_ms = 0.025, -65, 40
EVENTS = [(dend, times, weight) for dend, times, weight in [
    (0.5, [2, 7.02, 12.01, 12.015], 4e-3), (20.5 / 21, [5, 20], 6e-3)]]
SYNAPSE = {"rise": 1, "decay": 12, "mg": 1.2, "e": 0}


def cell():
    soma, dend = h.Section(name="soma"), h.Section(name="dend")
    soma.L = soma.diam = 20
    dend.L, dend.diam, dend.nseg = 300, 2, 21
    dend.connect(soma(1))
    for section in (soma, dend):
        section.Ra, section.cm = 100, 1
    soma.insert("hh")
    dend.insert("pas")
    dend.g_pas, dend.e_pas = 1e-4, -65
    h.celsius, h.usetable_hh = 6.3, 0
    return soma, dend


def main():
    load_mechanisms(HERE / "mod")
    soma, dend = cell()
    kept, synapses, arriving = [], [], []
    for at, times, weight in EVENTS:
        synapse = h.JsNmda(dend(at))
        for name, value in SYNAPSE.items():
            setattr(synapse, name, value)
        connection = h.NetCon(None, synapse)
        connection.weight[0], connection.delay = weight, 0
        synapses.append(synapse)
        kept.append(connection)
        arriving += [(connection, time) for time in times]
    kept.append(h.FInitializeHandler(lambda: [connection.event(time) for connection, time in arriving]))
    clamp = h.IClamp(soma(0.5))
    clamp.delay, clamp.dur, clamp.amp = 15, 10, 0.1
    traces = {"t_ms": h.Vector().record(h._ref_t), "v_soma": h.Vector().record(soma(0.5)._ref_v),
              "v_dend_0.5": h.Vector().record(dend(0.5)._ref_v), "v_tip": h.Vector().record(dend(20.5 / 21)._ref_v),
              "rising_uS": h.Vector().record(synapses[0]._ref_A), "decaying_uS": h.Vector().record(synapses[0]._ref_B)}
    h.dt = DT_ms
    h.finitialize(V_mV)
    for _ in range(round(DURATION_ms / DT_ms)):
        h.fadvance()
    lines = [f"# tool: NEURON {h.nrnversion().split()[3]}, engine/src/test/neuron/nmda.py",
             "# cell: soma 20 x 20 um with hh, dend 300 x 2 um, 21 compartments, pas 1e-4 S/cm2 -65 mV, Ra 100, cm 1, 6.3 degC",
             f"# synapses: {SYNAPSE}, at dend, times [ms], weight [uS]: {EVENTS}; 0.1 nA into soma from 15 to 25 ms; dt 0.025",
             ",".join(traces)]
    for row in list(zip(*traces.values()))[::4]:
        lines.append(",".join(f"{value:.12g}" for value in row))
    path = GOLDEN / "nmda_ball_and_stick_dt0.025.csv"
    path.write_text("\n".join(lines) + "\n")
    print(f"{path.name}: {len(lines) - 4} rows, highest {max(traces['v_soma'])}")


if __name__ == "__main__":
    main()
