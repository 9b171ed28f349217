#!/usr/bin/python3
"""The pyramidal cell of the tests in NEURON: Pospischil's Na, K, leak and Km everywhere, one compartment a branch.

    /usr/bin/python3 engine/src/test/neuron/pyramidal.py --serve     runs 70 ms for every line on standard input and
                                                                     prints the number of compartments and the seconds

Debian: apt-get install neuron python3-neuron neuron-dev.
"""
import sys
import time

from make_golden import HERE, load_mechanisms
from make_node_tables import swc
from neuron import h

DT_ms, V_mV = 0.025, -70
PARAMETERS = {"gbar_posp_na": 0.05, "vt_posp_na": -60, "gbar_posp_kd": 0.005, "vt_posp_kd": -60, "gbar_posp_km": 4e-6,
              "taumax_posp_km": 4000, "g_pas": 1e-4, "e_pas": -70, "ena": 50, "ek": -90}


def cell():
    branches = swc("pyramidal_seed1.swc")
    for branch in branches:
        for mechanism in ("posp_na", "posp_kd", "posp_km"):
            branch.section.insert(mechanism)
        for name, value in PARAMETERS.items():
            setattr(branch.section, name, value)
    return {branch.name: branch.section for branch in branches}


def step_current(section, start_ms, duration_ms, amplitude_nA, fraction=0.5):
    clamp = h.IClamp(section(fraction))
    clamp.delay, clamp.dur, clamp.amp = start_ms, duration_ms, amplitude_nA
    return clamp


def run(duration_ms):
    h.dt = DT_ms
    h.finitialize(V_mV)
    for _ in range(round(duration_ms / DT_ms)):
        h.fadvance()


def serve(sections):
    clamps = [step_current(sections["soma"], 10, 40, 0.6)]
    for _ in sys.stdin:
        begin = time.perf_counter()
        run(70)
        print(len(sections), time.perf_counter() - begin, flush=True)
    del clamps


if __name__ == "__main__":
    if sys.argv[1:] != ["--serve"]:
        raise SystemExit(__doc__)
    load_mechanisms(HERE / "mod")
    serve(cell())
