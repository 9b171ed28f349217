#!/usr/bin/python3
"""Makes the family of voltage-clamp currents from which a test recovers a potassium channel.

A sphere with NEURON's squid potassium channel and a leak, under SEClamp with a series resistance and without compensation. In sweep
k the command goes from -80 mV to v_k, to 30 mV and to v_k again, so that the channel is seen opening and closing at every v_k. The
file says in its '#' lines what was run; column k is the current of sweep k in pA, without noise, from t = 0 on.

Run (Debian: apt-get install python3-neuron; takes a second):

    /usr/bin/python3 engine/src/test/neuron/make_voltage_clamp.py

It writes engine/src/test/resources/golden/voltage_clamp_family.csv.
"""
import pathlib

from neuron import h

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden"
CELL = {"L": 20, "diam": 20, "cm": 1, "gnabar_hh": 0, "gkbar_hh": 0.003, "gl_hh": 0.0001, "el_hh": -70, "ek": -95}
RESISTANCE_MOHM, HOLDING_MV, PREPULSE_MV = 8, -80, 30
EDGES_MS = [2, 22, 32]
DURATION_MS, INTERVAL_MS, DT_MS = 47, 0.2, 0.002
LEVELS_MV = list(range(-80, 41, 10))


def family():
    h.load_file("stdrun.hoc")
    soma = h.Section(name="soma")
    soma.insert("hh")
    for name, value in CELL.items():
        setattr(soma if name in ("L", "diam", "cm", "ek") else soma(0.5), name, value)
    h.celsius = 6.3
    clamp = h.SEClamp(soma(0.5))
    clamp.rs, clamp.dur1 = RESISTANCE_MOHM, 1e9
    columns = []
    for level in LEVELS_MV:
        command = h.Vector([HOLDING_MV, level, PREPULSE_MV, level])
        times = h.Vector([0] + EDGES_MS)
        command.play(clamp._ref_amp1, times, False)
        current = h.Vector().record(clamp._ref_i, INTERVAL_MS)
        h.dt, h.steps_per_ms = DT_MS, 1 / DT_MS
        h.finitialize(HOLDING_MV)
        h.continuerun(DURATION_MS + DT_MS / 2)
        columns.append(1000 * current.as_numpy()[: round(DURATION_MS / INTERVAL_MS) + 1])
        command.play_remove()
    return columns


def main():
    columns = family()
    with open(GOLDEN / "voltage_clamp_family.csv", "w", encoding="ascii") as out:
        out.write("# Voltage clamp of a squid potassium channel with a leak, by make_voltage_clamp.py\n")
        out.write(f"# cell: {CELL}, hh at 6.3 degC; SEClamp rs {RESISTANCE_MOHM} MOhm; dt {DT_MS} ms\n")
        out.write(f"# command: {HOLDING_MV} mV, from {EDGES_MS} ms on the column's level, {PREPULSE_MV} mV, the level\n")
        out.write("t_ms," + ",".join(f"i_pA at {level} mV" for level in LEVELS_MV) + "\n")
        for k in range(len(columns[0])):
            out.write(f"{k * INTERVAL_MS:.1f}," + ",".join(f"{column[k]:.6g}" for column in columns) + "\n")


main()
