#!/usr/bin/python3
"""Point processes of .mod files in NEURON, each on a squid soma of its own.

    /usr/bin/python3 engine/src/test/neuron/point_processes.py    writes resources/golden/point_processes_dt0.025.csv

Debian: apt-get install neuron python3-neuron neuron-dev.
"""
import pathlib
import shutil
import tempfile

from make_golden import GOLDEN, load_mechanisms
from neuron import h

DT_ms, V_mV, DURATION_ms, KEPT = 0.025, -65, 40, 8
TIMES_ms, WEIGHT_uS = [2, 12, 14.5, 15, 30], 4e-3
# Process, numbers that are not those of the file, whether events come.
PROCESSES = [
    ("decaying", "Decaying", {"tau": 2, "e": -10}, True),
    ("twoexp", "TwoExp", {"tau1": 1, "tau2": 6}, True),
    ("tiring", "Tiring", {"U": 0.5, "tau_facil": 20}, True),
    ("once", "Once", {"gmax": 0.004}, False),
    ("pulse", "Pulse", {"amp": 0.1}, False),
]


def main():
    with tempfile.TemporaryDirectory() as folder:
        for file, *_ in PROCESSES:
            shutil.copy(GOLDEN.parent / "nmodl" / f"{file}.mod", pathlib.Path(folder) / f"{file}.mod")
        load_mechanisms(pathlib.Path(folder))
    h.celsius, h.usetable_hh, h.dt = 6.3, 0, DT_ms
    kept, arriving, traces = [], [], {}
    for file, name, numbers, has_events in PROCESSES:
        soma = h.Section(name=file)
        soma.L = soma.diam = 20
        soma.insert("hh")
        process = getattr(h, name)(soma(0.5))
        for number, value in numbers.items():
            setattr(process, number, value)
        if has_events:
            connection = h.NetCon(None, process)
            connection.weight[0], connection.delay = WEIGHT_uS, 0
            arriving.append(connection)
        traces[file] = h.Vector().record(soma(0.5)._ref_v)
        kept += [soma, process]
    traces = {"t_ms": h.Vector().record(h._ref_t)} | traces
    kept.append(h.FInitializeHandler(lambda: [c.event(time) for c in arriving for time in TIMES_ms]))
    h.finitialize(V_mV)
    for _ in range(round(DURATION_ms / DT_ms)):
        h.fadvance()
    lines = [f"# tool: NEURON {h.nrnversion().split()[3]}, engine/src/test/neuron/point_processes.py",
             "# cells: somas of 20 x 20 um with hh at 6.3 degC; each column is the voltage of one [mV]",
             f"# processes: {[(name, numbers) for _, name, numbers, _ in PROCESSES]}",
             f"# events: {TIMES_ms} ms, weight {WEIGHT_uS} uS; dt {DT_ms}",
             ",".join(traces)]
    for row in list(zip(*traces.values()))[::KEPT]:
        lines.append(",".join(f"{value:.12g}" for value in row))
    (GOLDEN / "point_processes_dt0.025.csv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
