#!/usr/bin/python3
"""Makes the recordings of the published recovery problem: accurate current-clamp traces of a Hodgkin-Huxley cell.

The cell is NEURON's hh in one cylinder (length 10 um, radius 1 um, 1 uF/cm2) with ek -75 and el -70 mV, from -70 mV with
its gates at steady state. Every file has a row every 0.1 ms from 0 ms. It writes, for the command's demo,

    cli/src/main/resources/dev/ranvier/cli/demo/recording.csv      15 pA from 5 to 45 ms, 50 ms; with i_pA, the current from
                                                                   this sample to the next

and for the tests, in engine/src/test/resources/golden/,

    recording_amplitudes.csv   the same with 9, 11, 13, 15, 17, 19 and 21 pA, a column each
    recording_100ms.csv        15 pA from 5 to 95 ms, 100 ms

Accuracy. The error of NEURON's second-order fixed step (secondorder=2) is a series in dt^2, so runs at dt = 0.001 and
0.0005 ms give (4 fine - coarse)/3, in which the dt^2 term is gone. Every run of the script prints the largest difference
over the samples between that and
  1. each run alone (4:1, the sign of second order),                  1.6e-3 and 4.0e-4 mV for the demo
  2. the same extrapolation from steps twice as long,                          1.8e-7 mV
  3. another method: NEURON's CVODE at absolute tolerance 1e-10, which         5.8e-7 mV
     restarts at the edges of the current step.
It stops without writing if 2 or 3 exceeds 1e-5 mV. (Measured with NEURON 8.2.2.)

Run (Debian: apt-get install neuron python3-neuron; takes some seconds; the same NEURON gives the same bytes):

    /usr/bin/python3 engine/src/test/neuron/make_recordings.py
"""
import pathlib

from neuron import h

ROOT = pathlib.Path(__file__).resolve().parents[4]
DEMO = ROOT / "cli/src/main/resources/dev/ranvier/cli/demo/recording.csv"
GOLDEN = ROOT / "engine/src/test/resources/golden"
SAMPLE_MS, STEP_START_MS, STEP_PA = 0.1, 5, 15
AMPLITUDES_PA = [9, 11, 13, 15, 17, 19, 21]
LARGEST_ERROR_MV = 1e-5


def make_cell():
    cell = h.Section(name="cell")
    cell.nseg, cell.L, cell.diam, cell.cm = 1, 10, 2, 1
    cell.insert("hh")
    cell.ena, cell.ek = 50, -75
    channel = cell(0.5).hh
    channel.gnabar, channel.gkbar, channel.gl, channel.el = 0.12, 0.036, 0.0003, -70
    clamp = h.IClamp(cell(0.5))
    clamp.delay = STEP_START_MS
    return cell, clamp


def fixed_step(cell, samples, steps_per_sample):
    """v at the samples by NEURON's second-order fixed step."""
    h.dt, h.secondorder = SAMPLE_MS / steps_per_sample, 2
    h.finitialize(-70)
    voltages = [cell(0.5).v]
    for _ in range(samples - 1):
        for _ in range(steps_per_sample):
            h.fadvance()
        voltages.append(cell(0.5).v)
    return voltages


def extrapolated(coarse, fine):
    return [(4 * b - a) / 3 for a, b in zip(coarse, fine)]


def variable_step(cell, samples):
    """v at the samples by CVODE, which interpolates with its own polynomial between its steps."""
    cvode = h.CVode()
    cvode.active(True)
    cvode.atol(1e-10)
    times = h.Vector([k * SAMPLE_MS for k in range(samples)])
    voltages = h.Vector()
    voltages.record(cell(0.5)._ref_v, times)
    h.finitialize(-70)
    cvode.solve((samples - 1) * SAMPLE_MS + SAMPLE_MS / 2)
    cvode.active(False)
    return list(voltages)


def largest_difference(a, b):
    if len(a) != len(b):
        raise SystemExit(f"{len(a)} samples cannot be compared with {len(b)}")
    return max(abs(x - y) for x, y in zip(a, b))


def recording(cell, clamp, pA, end_ms, duration_ms):
    """v at the samples under a step of this current until end_ms; stops the script where it is not sure."""
    clamp.dur, clamp.amp = end_ms - STEP_START_MS, pA / 1000
    samples = round(duration_ms / SAMPLE_MS) + 1
    runs = {steps: fixed_step(cell, samples, steps) for steps in (50, 100, 200)}
    voltages = extrapolated(runs[100], runs[200])
    doubled = largest_difference(voltages, extrapolated(runs[50], runs[100]))
    cvode = largest_difference(voltages, variable_step(cell, samples))
    spikes = sum(a < 0 <= b for a, b in zip(voltages, voltages[1:]))
    print(f"{pA} pA until {end_ms} ms: {samples} samples, v {min(voltages):.3f} .. {max(voltages):.3f} mV, {spikes} spikes; "
          f"largest |dv|, mV, from dt 0.001 alone {largest_difference(voltages, runs[100]):.2e}, "
          f"from dt 0.0005 alone {largest_difference(voltages, runs[200]):.2e}, "
          f"from steps twice as long {doubled:.2e}, from CVODE at atol 1e-10 {cvode:.2e}")
    if not max(doubled, cvode) <= LARGEST_ERROR_MV:
        raise SystemExit(f"not written: the solution is not sure to {LARGEST_ERROR_MV:g} mV")
    return voltages


def current_from(t_ms, end_ms):
    return STEP_PA if STEP_START_MS <= t_ms + SAMPLE_MS / 2 < end_ms else 0


def write(path, columns, notes=()):
    """A row a sample; the columns are lists of words."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", newline="\n") as out:
        out.writelines(f"# {note}\n" for note in notes)
        out.write(",".join(["t_ms", *columns]) + "\n")
        for k, row in enumerate(zip(*columns.values())):
            out.write(",".join([f"{k * SAMPLE_MS:.1f}", *row]) + "\n")
    print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


def words(voltages):
    return [f"{v:.9f}" for v in voltages]


def main():
    h.celsius = 6.3  # where hh's rates are those of 1952
    h.usetable_hh = 0  # exact rates instead of a table
    cell, clamp = make_cell()
    notes = [f"tool: NEURON {h.nrnversion(5)}", "script: engine/src/test/neuron/make_recordings.py, which tells cell and accuracy"]
    voltages = {pA: recording(cell, clamp, pA, 45, 50) for pA in AMPLITUDES_PA}
    demo = words(voltages[STEP_PA])
    write(DEMO, {"v_mV": demo, "i_pA": [f"{current_from(k * SAMPLE_MS, 45):g}" for k in range(len(demo))]})
    write(GOLDEN / "recording_amplitudes.csv", {f"v_{pA}pA_mV": words(trace) for pA, trace in voltages.items()},
          [*notes, "stimulus: each column's current from 5 to 45 ms"])
    write(GOLDEN / "recording_100ms.csv", {"v_mV": words(recording(cell, clamp, STEP_PA, 95, 100))},
          [*notes, f"stimulus: {STEP_PA} pA from 5 to 95 ms"])


if __name__ == "__main__":
    main()
