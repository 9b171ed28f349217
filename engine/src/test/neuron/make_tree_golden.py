#!/usr/bin/python3
"""Makes the golden traces of cells with many compartments, with NEURON's fixed step as in make_golden.py.

    cable_dt0.025.csv             a passive cable
    ball_and_stick_dt0.025.csv    a squid soma with a passive dendrite
    tapered_tree_dt0.025.csv      squid channels everywhere on tapered_tree.csv, which has every kind of joint
    pyramidal_dt0.025.csv         Pospischil's channels on pyramidal_seed1.swc, a cell that this project grew, under four
                                  currents; i_axial is what flows into the soma's compartment from its neighbours
    pyramidal_dt0.005.csv         the same at a fifth of the step, under one of them

Run (Debian: apt-get install neuron python3-neuron neuron-dev; takes some seconds; the same NEURON gives the same bytes):

    /usr/bin/python3 engine/src/test/neuron/make_tree_golden.py

It writes to engine/src/test/resources/golden/, a row every so many steps, 12 significant digits.
"""
from make_golden import GOLDEN, HERE, load_mechanisms
from make_node_tables import Branch, tapered_tree
from neuron import h
from pyramidal import PARAMETERS, cell, step_current

ROW_ms = 0.1
SQUID = {"gnabar_hh": 0.12, "gkbar_hh": 0.036, "gl_hh": 0.0003, "el_hh": -54.3, "ena": 50, "ek": -77}
PASSIVE = {"g_pas": 1e-4, "e_pas": -65}
PYRAMIDAL_nA = [0.1, 0.4, 0.7, 1]


def voltage(section, fraction):
    return lambda: section(fraction).v


def gate(section, name):
    return lambda: getattr(section(0.5).hh, name)


def set_values(section, values):
    for name, value in values.items():
        setattr(section, name, value)


def run(columns, v_init, dt, duration):
    """Values of the columns at t = 0 after finitialize, and every ROW_ms."""
    h.celsius, h.secondorder, h.dt = 6.3, 0, dt
    h.finitialize(v_init)
    rows = [[column() for column in columns.values()]]
    for step in range(1, round(duration / dt) + 1):
        h.fadvance()
        if step % round(ROW_ms / dt) == 0:
            rows.append([column() for column in columns.values()])
    return dict(zip(columns, zip(*rows)))


def write(name, cell_words, stimulus, dt, traces):
    lines = [f"# tool: NEURON {h.nrnversion(5)}, engine/src/test/neuron/make_tree_golden.py",
             f"# cell: {cell_words}",
             f"# stimulus: {stimulus}",
             f"# dt {dt:g} ms, a row every {ROW_ms:g} ms",
             ",".join(["t_ms", *traces])]
    for k, row in enumerate(zip(*traces.values())):
        lines.append(",".join([f"{k * ROW_ms:.1f}", *(f"{value:.12g}" for value in row)]))
    path = GOLDEN / f"{name}_dt{dt:g}.csv"
    path.write_text("\n".join(lines) + "\n")
    spikes = {title: sum(a < 0 <= b for a, b in zip(trace, trace[1:])) for title, trace in traces.items() if title.startswith("v_")}
    print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB, {len(lines) - 5} rows; spikes " + ", ".join(f"{k} {n}" for k, n in spikes.items()))


def cable():
    section = Branch("cable", None, 0, 101, 100, [[0, 0, 0, 1], [1000, 0, 0, 1]]).section
    set_values(section, PASSIVE)
    clamp = h.IClamp(section(0))
    clamp.delay, clamp.dur, clamp.amp = 1, 98, 0.1
    write("cable", "L 1000, diam 2, 101 compartments, Ra 100, cm 1, g_pas 1e-4, e_pas -65, v_init -65",
          "0.1 nA into cable(0) from 1 to 99 ms", 0.025,
          run({f"v_{x:g}": voltage(section, x) for x in (0, 0.25, 0.5, 0.75, 1)}, -65, 0.025, 100))


def ball_and_stick():
    soma = Branch("soma", None, 0, 1, 100, [[-10, 0, 0, 10], [10, 0, 0, 10]])
    dendrite = Branch("dend", soma, 1, 21, 100, [[0, 0, 0, 1], [300, 0, 0, 1]]).section
    set_values(dendrite, PASSIVE)
    soma.section.insert("hh")
    set_values(soma.section, SQUID | {"g_pas": 0})
    clamp = step_current(soma.section, 5, 50, 0.3)
    columns = {"v_soma": voltage(soma.section, 0.5)} | {f"v_dend({x:g})": voltage(dendrite, x) for x in (0, 0.5, 1)}
    columns |= {name: gate(soma.section, name) for name in ("m", "h", "n")}
    write("ball_and_stick", "soma L 20, diam 20, hh; dend on soma(1) L 300, diam 2, 21 compartments, g_pas 1e-4, e_pas -65; "
          "Ra 100, cm 1, v_init -65", "0.3 nA into soma(0.5) from 5 to 55 ms", 0.025, run(columns, -65, 0.025, 70))
    del clamp  # NEURON forgets a clamp that Python forgets


def tapered_squid_tree():
    branches = {branch.name: branch.section for branch in tapered_tree()}
    for name, section in branches.items():
        section.insert("hh")
        set_values(section, SQUID | {"g_pas": 0})
        if name != "soma":
            set_values(section, {"gnabar_hh": 0.04, "gkbar_hh": 0.012, "gl_hh": 1e-4})
    clamps = [step_current(branches["soma"], 5, 30, 0.5), step_current(branches["left"], 20, 20, 0.1, 0.875)]
    columns = {f"v_{name}": voltage(section, 0.5) for name, section in branches.items()} | {"v_left_end": voltage(branches["left"], 1)}
    write("tapered_tree", "tapered_tree.csv with its compartments and Ra, cm 1, v_init -65; hh, in the dendrites a third of it",
          "0.5 nA into soma(0.5) from 5 to 35 ms, 0.1 nA into left(0.875) from 20 to 40 ms", 0.025, run(columns, -65, 0.025, 60))
    del clamps


def pyramidal(sections, dt, amplitudes_nA):
    soma = sections["soma"]
    segment = soma(0.5)
    neighbours = [section(0.5) for section in sections.values() if section.parentseg() and section.parentseg().sec == soma]
    columns = {"v_soma": voltage(soma, 0.5),
               "i_axial": lambda: sum((near.v - segment.v) / near.ri() for near in neighbours),
               "v_basal[5]": voltage(sections["basal[5]"], 0.5),
               "v_apical[20]": voltage(sections["apical[20]"], 0.5),
               "v_apical[0]_end": voltage(sections["apical[0]"], 1)}
    traces = {}
    for amplitude_nA in amplitudes_nA:
        clamps = [step_current(soma, 2, 40, amplitude_nA), step_current(sections["apical[20]"], 10, 8, 0.3)]
        traces |= {f"{title}_{amplitude_nA:g}nA": trace for title, trace in run(columns, -70, dt, 50).items()}
        del clamps
    write("pyramidal", "pyramidal_seed1.swc, one compartment a branch, Ra 100, cm 1, v_init -70; "
          + ", ".join(f"{key} {value:g}" for key, value in PARAMETERS.items()),
          "the column's current into soma(0.5) from 2 to 42 ms, 0.3 nA into apical[20](0.5) from 10 to 18 ms", dt, traces)


def main():
    load_mechanisms(HERE / "mod")
    h.usetable_hh = 0  # exact rates instead of a table
    cable()
    ball_and_stick()
    tapered_squid_tree()
    sections = cell()
    pyramidal(sections, 0.025, PYRAMIDAL_nA)
    pyramidal(sections, 0.005, [0.7])


if __name__ == "__main__":
    main()
