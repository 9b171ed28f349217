#!/usr/bin/python3
"""Makes the golden traces of the engine's tests with NEURON.

Every trace is one compartment under NEURON's default fixed step: implicit Euler in v with the gates of time t, then
exponential Euler in the gates with the new v (secondorder=0). Each file says in its '#' lines what was run, one
'key: value' a line; then come a row of column names and the numbers, 12 significant digits, the first row at t = 0.

Run (Debian: apt-get install neuron python3-neuron neuron-dev; takes some seconds):

    /usr/bin/python3 engine/src/test/neuron/make_golden.py [--made YYYY-MM]

It writes to engine/src/test/resources/golden/ and prints a line a file. The same NEURON gives the same bytes; only the
line 'made' follows the calendar, and --made sets it. hh and pas are NEURON's own; the others are in mod/.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

from neuron import h

HERE = pathlib.Path(__file__).resolve().parent
GOLDEN = HERE.parent / "resources" / "golden"
DEBIAN_NEURON = pathlib.Path("/usr/lib/nrn")

HH_CELL = {"L": 20, "diam": 20, "cm": 1, "gnabar_hh": 0.12, "gkbar_hh": 0.036, "gl_hh": 0.0003, "el_hh": -54.3,
           "ena": 50, "ek": -77}
# The single-compartment problem of the hybrid-model literature; the radius is 1 um.
PUBLISHED_CELL = {"L": 10, "diam": 2, "cm": 1, "gnabar_hh": 0.12, "gkbar_hh": 0.036, "gl_hh": 0.0003, "el_hh": -70,
                  "ena": 50, "ek": -75}
# A regular-spiking cell of the paper's size; its M current (0.07 mS/cm2 there) is stronger, so that 60 ms show adaptation.
RS_CELL = {"L": 96, "diam": 96, "cm": 1, "gbar_posp_na": 0.05, "vt_posp_na": -60, "gbar_posp_kd": 0.005, "vt_posp_kd": -60,
           "gbar_posp_km": 2e-4, "taumax_posp_km": 1000, "g_pas": 1e-4, "e_pas": -70, "ena": 50, "ek": -90}
CAL_CELL = RS_CELL | {"gbar_posp_cal": 1e-4, "eca": 120}
CAT_CELL = RS_CELL | {"gbar_posp_cat": 4e-4, "vx_posp_cat": 2, "eca": 120}

# The benchmark cell of Brette et al. 2007; the kinetics of Traub and Miles are those of posp_na and posp_kd.
TRAUB_CELL = {"L": 100, "diam": 63.661977236758134, "cm": 1, "gbar_posp_na": 0.1, "vt_posp_na": -63, "gbar_posp_kd": 0.03,
              "vt_posp_kd": -63, "g_pas": 5e-5, "e_pas": -65, "ena": 50, "ek": -90}
# The soma of Mainen and Sejnowski at 37 degC, with densities that let it fire without its axon.
MAINEN_CELL = {"L": 35, "diam": 25, "cm": 0.75, "gbar_ms_na": 0.15, "gbar_ms_kv": 0.1, "gbar_ms_km": 1e-3, "gbar_posp_cal": 3e-4,
               "g_pas": 5e-5, "e_pas": -70, "ena": 60, "ek": -90, "eca": 140}
MAINEN_CELL |= {name: 2.3 ** 1.4 for name in ["q_ms_na", "q_ms_kv", "q_ms_km", "rate_posp_cal"]}
# A spiking soma whose calcium, let into a thin shell, feeds back on its own reversal (120 to 53 mV) and on potassium.
CALCIUM_CELL = RS_CELL | {"gbar_posp_km": 0, "gbar_posp_cal": 1e-4, "gbar_dest_kca": 1e-3, "depth_dest_pool": 0.1,
                          "tau_dest_pool": 80, "rest_dest_pool": 2.4e-4, "cao": 2}

# The same with the buffer of The NEURON Book's cadif, more of it.
BUFFERED_CELL = {name.replace("dest_pool", "buf_pool"): value for name, value in CALCIUM_CELL.items()} | {"total_buf_pool": 0.03}
# NEURON's squid cell with its potassium as a scheme of five states.
MARKOV_CELL = HH_CELL | {"gkbar_hh": 0, "gbar_hh_k5": 0.036}
# A human sodium channel of six states, at its 20 degC, in a cell that rests where the channel is not inactivated.
HUMAN_SODIUM_CELL = HH_CELL | {"gnabar_hh": 0, "gkbar_hh": 0.015, "el_hh": -90, "ek": -95, "gbar_balbi_na17": 0.3}

HH_GATES = ["m_hh", "h_hh", "n_hh"]
RS_GATES = ["m_posp_na", "h_posp_na", "n_posp_kd", "p_posp_km"]


def load_mechanisms(folder):
    """Compiles the mod files outside the source tree and loads them."""
    build = pathlib.Path(tempfile.mkdtemp(prefix="ranvier-golden-"))
    environment = dict(os.environ)
    flags = []
    beside_nrnivmodl = pathlib.Path(shutil.which("nrnivmodl")).parent / "nrnmech_makefile"
    makefile = DEBIAN_NEURON / "nrnmech_makefile"
    if not beside_nrnivmodl.exists() and makefile.exists():
        # Debian moved the makefile and the library out of /usr/bin and /usr/lib but left nrnivmodl looking there.
        # NRNHOME_EXEC/bin is where nrnivmodl takes the makefile from: give it such a folder.
        (build / "bin").mkdir()
        (build / "bin" / makefile.name).symlink_to(makefile)
        environment["NRNHOME_EXEC"] = str(build)
        flags = ["-loadflags", f"-L{DEBIAN_NEURON} -Wl,-rpath,{DEBIAN_NEURON}"]
    done = subprocess.run(["nrnivmodl", *flags, str(folder)], cwd=build, env=environment, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    libraries = list(build.glob("*/libnrnmech.so"))
    if not libraries:  # the exit code does not count: on Debian the executable, not needed here, fails to compile after the library
        raise SystemExit(f"nrnivmodl could not compile {folder}:\n{done.stdout}")
    h.nrn_load_dll(str(libraries[0]))
    shutil.rmtree(build)


def compartment(mechanisms, parameters):
    """A cylinder of one compartment with these mechanisms, and these values of NEURON's names."""
    section = h.Section(name="cell")
    section.nseg = 1
    for mechanism in mechanisms:
        section.insert(mechanism)
    section.L = parameters["L"]
    for name, value in parameters.items():
        if name != "L":
            setattr(section(0.5), name, value)
    return section


def in_words(parameters):
    return ", ".join(f"{name} {value:g} {h.units(name)}".rstrip() for name, value in parameters.items())


def step_currents(section, steps):
    """IClamps from (start ms, duration ms, nA), and the same in words."""
    clamps = []
    for start, duration, amplitude in steps:
        clamp = h.IClamp(section(0.5))
        clamp.delay, clamp.dur, clamp.amp = start, duration, amplitude
        clamps.append(clamp)
    words = "; ".join(f"IClamp del {start:g} ms, dur {duration:g} ms, amp {amplitude:g} nA" for start, duration, amplitude in steps)
    return clamps, words + "; on in a step t -> t+dt if del <= t+dt/2 < del+dur"


def run(columns, v_init, celsius, dt, duration, every=1):
    """Rows (t, column values) of one run: t = 0 after finitialize, then every so-many-th step."""
    h.celsius, h.secondorder, h.dt = celsius, 0, dt
    h.finitialize(v_init)
    pointers = list(columns.values())
    rows = [[0.0] + [pointer[0] for pointer in pointers]]
    for step in range(1, round(duration / dt) + 1):
        h.fadvance()
        if step % every == 0:
            rows.append([step * dt] + [pointer[0] for pointer in pointers])
    return rows


def write(name, made, notes, columns, rows):
    voltages = [row[1] for row in rows]
    crossings = [b[0] for a, b in zip(rows, rows[1:]) if a[1] < 0 <= b[1]]
    path = GOLDEN / f"{name}.csv"
    with open(path, "w", newline="\n") as out:
        out.write(f"# tool: NEURON {h.nrnversion(5)}\n")
        out.write("# script: engine/src/test/neuron/make_golden.py\n")
        out.write(f"# made: {made}\n")
        out.write("# scheme: fixed step, implicit Euler (secondorder=0); gates start at steady state; v and gates of a row belong to its t\n")
        for key, value in notes.items():
            out.write(f"# {key}: {value}\n")
        out.write(f"# spikes: {len(crossings)} (rises through 0 mV)\n")
        out.write(",".join(["t_ms", *columns]) + "\n")
        for row in rows:
            out.write(",".join(f"{value:.12g}" for value in row) + "\n")
    print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB, {len(rows)} rows, v {min(voltages):.2f} .. {max(voltages):.2f} mV, "
          f"{len(crossings)} spikes at ms " + " ".join(f"{t:.2f}" for t in crossings))


def current_clamp(name, made, mechanisms, parameters, gates, steps, v_init, dt, duration, celsius=6.3, every=1, remark=None):
    cell = compartment(mechanisms, parameters)
    clamps, stimulus = step_currents(cell, steps)
    pointers = {"v_mV": cell(0.5)._ref_v} | {gate.partition("_")[0]: getattr(cell(0.5), "_ref_" + gate) for gate in gates}
    rows = run(pointers, v_init, celsius, dt, duration, every)
    notes = {"dt_ms": f"{dt:g}" + (f", a row every {every} steps" if every > 1 else ""),
             "cell": f"cylinder of one compartment; mechanisms {' '.join(mechanisms)}; area_um2 {cell(0.5).area():.12g}",
             "parameters": in_words(parameters),
             "v_init_mV": f"{v_init:g}",
             "celsius": f"{celsius:g}",
             "stimulus": stimulus}
    if remark:
        notes["remark"] = remark
    write(name, made, notes, pointers, rows)


def hodgkin_huxley_currents(made, amplitudes_nA, dt, every):
    """Cells of hh beside each other, each with its own current: the voltages alone."""
    cells = [compartment(["hh"], HH_CELL) for _ in amplitudes_nA]
    clamps = [step_currents(cell, [(5, 45, amplitude)]) for cell, amplitude in zip(cells, amplitudes_nA)]
    pointers = {f"v_{amplitude:g}nA": cell(0.5)._ref_v for cell, amplitude in zip(cells, amplitudes_nA)}
    write(f"neuron_hh_currents_dt{dt:g}", made, {
        "dt_ms": f"{dt:g}, a row every {every} steps",
        "cell": f"cylinder of one compartment; mechanisms hh; area_um2 {cells[0](0.5).area():.12g}",
        "parameters": in_words(HH_CELL),
        "v_init_mV": "-65",
        "celsius": "6.3",
        "stimulus": clamps[0][1] + "; in the other columns their currents, whose spikes are not counted below",
    }, pointers, run(pointers, -65, 6.3, dt, 60, every))


def voltage_clamp(name, made, levels, rs, dt):
    """The hh cell under SEClamp: three levels (ms, mV) through the series resistance rs (MOhm)."""
    cell = compartment(["hh"], HH_CELL)
    clamp = h.SEClamp(cell(0.5))
    clamp.rs = rs
    (clamp.dur1, clamp.amp1), (clamp.dur2, clamp.amp2), (clamp.dur3, clamp.amp3) = levels
    pointers = {"v_mV": cell(0.5)._ref_v, "i_nA": clamp._ref_i}
    rows = run(pointers, -65, 6.3, dt, sum(level[0] for level in levels))
    write(name, made, {
        "dt_ms": f"{dt:g}",
        "cell": f"cylinder of one compartment; mechanisms hh; area_um2 {cell(0.5).area():.12g}",
        "parameters": in_words(HH_CELL),
        "v_init_mV": "-65",
        "celsius": "6.3",
        "stimulus": f"SEClamp rs {rs:g} MOhm, levels " + ", ".join(f"{ms:g} ms at {mv:g} mV" for ms, mv in levels)
                    + "; a step t -> t+dt has the level of t+dt/2",
        "remark": "i_nA = (level - v_mV)/rs with the row's v and the level of the step that led to it",
    }, pointers, rows)


def main():
    arguments = argparse.ArgumentParser(description="Makes the golden traces of the engine's tests with NEURON.")
    arguments.add_argument("--made", default=time.strftime("%Y-%m"), help="year-month for the header (default: now)")
    made = arguments.parse_args().made
    load_mechanisms(HERE / "mod")
    h.usetable_hh = 0  # exact rates instead of a table
    GOLDEN.mkdir(parents=True, exist_ok=True)

    step = [(5, 45, 0.1)]
    current_clamp("neuron_hh_dt0.025", made, ["hh"], HH_CELL, HH_GATES, step, -65, 0.025, 60)
    current_clamp("neuron_hh_dt0.005", made, ["hh"], HH_CELL, HH_GATES, step, -65, 0.005, 60, every=5)
    current_clamp("neuron_hh_celsius16.3_dt0.025", made, ["hh"], HH_CELL, HH_GATES, step, -65, 0.025, 50, celsius=16.3)
    current_clamp("neuron_hh_published_dt0.025", made, ["hh"], PUBLISHED_CELL, HH_GATES, [(5, 40, 0.015)], -70, 0.025, 50)

    for dt, every in [(0.025, 4), (0.005, 20)]:
        hodgkin_huxley_currents(made, [0.2, 0.1, 0.02], dt, every)

    rs = ["posp_na", "posp_kd", "posp_km", "pas"]
    current_clamp("pospischil_rs_dt0.025", made, rs, RS_CELL, RS_GATES, [(5, 50, 1.5)], -70, 0.025, 60)
    current_clamp("pospischil_cal_dt0.025", made, rs + ["posp_cal"], CAL_CELL, RS_GATES + ["q_posp_cal", "r_posp_cal"],
                  [(2, 38, 1.5)], -70, 0.025, 44)
    current_clamp("pospischil_cat_dt0.025", made, rs + ["posp_cat"], CAT_CELL, RS_GATES + ["u_posp_cat"],
                  [(0, 10, -0.5), (10, 30, 0.5)], -85, 0.025, 50,
                  remark="s = s_inf(v) is instantaneous, so NEURON's conductance (i(v+0.001)-i(v))/0.001 holds its slope too")
    current_clamp("traub_miles_dt0.025", made, ["posp_na", "posp_kd", "pas"], TRAUB_CELL, ["m_posp_na", "h_posp_na", "n_posp_kd"],
                  [(5, 40, 0.5)], -65, 0.025, 50)
    current_clamp("mainen_dt0.025", made, ["ms_na", "ms_kv", "ms_km", "posp_cal", "pas"], MAINEN_CELL,
                  ["m_ms_na", "h_ms_na", "n_ms_kv", "n_ms_km", "q_posp_cal", "r_posp_cal"], [(5, 50, 0.15)], -70, 0.025, 60)
    current_clamp("calcium_dt0.025", made, rs + ["posp_cal", "dest_pool", "dest_kca"], CALCIUM_CELL,
                  ["cai", "m_dest_kca"], [(5, 90, 3)], -70, 0.025, 110, celsius=36)
    current_clamp("buffered_calcium_dt0.025", made, rs + ["posp_cal", "buf_pool", "dest_kca"], BUFFERED_CELL,
                  ["cai", "bound_buf_pool", "m_dest_kca"], [(5, 30, 3)], -70, 0.025, 40, celsius=36)
    current_clamp("markov_potassium_dt0.025", made, ["hh", "hh_k5"], MARKOV_CELL, ["o_hh_k5", "c1_hh_k5"], [(5, 20, 0.1)], -65,
                  0.025, 30)
    current_clamp("markov_sodium_dt0.025", made, ["hh", "balbi_na17"], HUMAN_SODIUM_CELL,
                  ["o1_balbi_na17", "c1_balbi_na17", "i2_balbi_na17"], [(5, 20, 0.3)], -90, 0.025, 30, celsius=20)
    voltage_clamp("neuron_seclamp_dt0.025", made, [(5, -65), (10, -10), (10, -80)], 1, 0.025)


if __name__ == "__main__":
    main()
