#!/usr/bin/python3
"""The pyramidal cell of the tests in NEURON: Pospischil's Na, K, leak and Km everywhere, one compartment a branch.

    /usr/bin/python3 engine/src/test/neuron/pyramidal.py --golden    writes resources/golden/pyramidal_tree_dt0.025.csv
    /usr/bin/python3 engine/src/test/neuron/pyramidal.py --serve     runs 70 ms for every line on standard input and
                                                                     prints the number of compartments and the seconds

Debian: apt-get install neuron python3-neuron neuron-dev.
"""
import sys
import time

from make_golden import GOLDEN, HERE, load_mechanisms
from make_node_tables import swc
from neuron import h

DT_ms, V_mV = 0.025, -70
PARAMETERS = {"gbar_posp_na": 0.05, "vt_posp_na": -60, "gbar_posp_kd": 0.005, "vt_posp_kd": -60, "gbar_posp_km": 4e-6,
              "taumax_posp_km": 4000, "g_pas": 1e-4, "e_pas": -70, "ena": 50, "ek": -90}
SITES = {"v_soma": ("soma", 0.5), "v_basal[5]": ("basal[5]", 0.5), "v_apical[20]": ("apical[20]", 0.5),
         "v_apical[0]_end": ("apical[0]", 1)}


def cell():
    branches = swc("pyramidal_seed1.swc")
    for branch in branches:
        for mechanism in ("posp_na", "posp_kd", "posp_km"):
            branch.section.insert(mechanism)
        for name, value in PARAMETERS.items():
            setattr(branch.section, name, value)
    return {branch.name: branch.section for branch in branches}


def step_current(section, start_ms, duration_ms, amplitude_nA):
    clamp = h.IClamp(section(0.5))
    clamp.delay, clamp.dur, clamp.amp = start_ms, duration_ms, amplitude_nA
    return clamp


def run(duration_ms):
    h.dt = DT_ms
    h.finitialize(V_mV)
    for _ in range(round(duration_ms / DT_ms)):
        h.fadvance()


def golden(sections):
    clamps = [step_current(sections["soma"], 2, 22, 0.7), step_current(sections["apical[20]"], 10, 8, 0.3)]
    traces = {"t_ms": h.Vector().record(h._ref_t)}
    for title, (name, fraction) in SITES.items():
        traces[title] = h.Vector().record(sections[name](fraction)._ref_v)
    run(28)
    del clamps  # NEURON forgets a clamp that Python forgets
    lines = [f"# tool: NEURON {h.nrnversion().split()[3]}, engine/src/test/neuron/pyramidal.py",
             "# cell: pyramidal_seed1.swc, one compartment a branch, Ra 100, cm 1, v_init -70; "
             + ", ".join(f"{key} {value:g}" for key, value in PARAMETERS.items()),
             "# stimulus: 0.7 nA into soma(0.5) from 2 to 24 ms, 0.3 nA into apical[20](0.5) from 10 to 18 ms; dt 0.025",
             ",".join(traces)]
    for row in zip(*traces.values()):
        lines.append(",".join(f"{value:.12g}" for value in row))
    path = GOLDEN / "pyramidal_tree_dt0.025.csv"
    path.write_text("\n".join(lines) + "\n")
    print(f"{path.name}: {len(lines) - 4} rows")


def serve(sections):
    clamps = [step_current(sections["soma"], 10, 40, 0.6)]
    for _ in sys.stdin:
        begin = time.perf_counter()
        run(70)
        print(len(sections), time.perf_counter() - begin, flush=True)
    del clamps


if __name__ == "__main__":
    load_mechanisms(HERE / "mod")
    if sys.argv[1:] == ["--golden"]:
        golden(cell())
    elif sys.argv[1:] == ["--serve"]:
        serve(cell())
    else:
        raise SystemExit(__doc__)
