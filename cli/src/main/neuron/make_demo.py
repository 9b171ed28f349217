#!/usr/bin/python3
"""Makes the demo recording of the ranvier command: one accurate current-clamp recording of a Hodgkin-Huxley cell.

The cell is NEURON's hh in one cylinder (length 10 um, radius 1 um, 1 uF/cm2) with ek -75 and el -70 mV, from -70 mV with
its gates at steady state; 15 pA flow from 5 to 45 ms. The file has a row every 0.1 ms from 0 to 50 ms: t_ms, v_mV and
i_pA, the current from this sample to the next.

Accuracy. The error of NEURON's second-order fixed step (secondorder=2) is a series in dt^2, so runs at dt = 0.001 and
0.0005 ms give (4 fine - coarse)/3, in which the dt^2 term is gone. Every run of the script prints the largest difference
over the samples between that and
  1. each run alone (4:1, the sign of second order),                  measured 1.6e-3 and 4.0e-4 mV
  2. the same extrapolation from steps twice as long,                          1.8e-7 mV
  3. another method: NEURON's CVODE at absolute tolerance 1e-10, which         5.8e-7 mV
     restarts at the edges of the current step,
  4. with --compare FILE.csv, somebody else's solution; RK4 at 0.001 ms gave   2.0e-8 mV.
It stops without writing if 2 or 3 exceeds 1e-5 mV. (Measured with NEURON 8.2.2.)

Run (Debian: apt-get install neuron python3-neuron):

    /usr/bin/python3 cli/src/main/neuron/make_demo.py [--compare FILE.csv]

It writes cli/src/main/resources/dev/ranvier/cli/demo/recording.csv; the same NEURON gives the same bytes.
"""
import argparse
import csv
import pathlib

from neuron import h

RECORDING = pathlib.Path(__file__).resolve().parents[1] / "resources/dev/ranvier/cli/demo/recording.csv"
SAMPLE_MS, SAMPLES = 0.1, 501
STEP_START_MS, STEP_END_MS, STEP_PA = 5, 45, 15
LARGEST_ERROR_MV = 1e-5


def make_cell():
    cell = h.Section(name="cell")
    cell.nseg, cell.L, cell.diam, cell.cm = 1, 10, 2, 1
    cell.insert("hh")
    cell.ena, cell.ek = 50, -75
    channel = cell(0.5).hh
    channel.gnabar, channel.gkbar, channel.gl, channel.el = 0.12, 0.036, 0.0003, -70
    clamp = h.IClamp(cell(0.5))
    clamp.delay, clamp.dur, clamp.amp = STEP_START_MS, STEP_END_MS - STEP_START_MS, STEP_PA / 1000
    return cell, clamp


def fixed_step(cell, steps_per_sample):
    """v at the samples by NEURON's second-order fixed step."""
    h.dt, h.secondorder = SAMPLE_MS / steps_per_sample, 2
    h.finitialize(-70)
    voltages = [cell(0.5).v]
    for _ in range(SAMPLES - 1):
        for _ in range(steps_per_sample):
            h.fadvance()
        voltages.append(cell(0.5).v)
    return voltages


def extrapolated(coarse, fine):
    return [(4 * b - a) / 3 for a, b in zip(coarse, fine)]


def variable_step(cell):
    """v at the samples by CVODE, which interpolates with its own polynomial between its steps."""
    cvode = h.CVode()
    cvode.active(True)
    cvode.atol(1e-10)
    times = h.Vector([k * SAMPLE_MS for k in range(SAMPLES)])
    voltages = h.Vector()
    voltages.record(cell(0.5)._ref_v, times)
    h.finitialize(-70)
    cvode.solve((SAMPLES - 1) * SAMPLE_MS + SAMPLE_MS / 2)
    cvode.active(False)
    return list(voltages)


def largest_difference(a, b):
    if len(a) != len(b):
        raise SystemExit(f"{len(a)} samples cannot be compared with {len(b)}")
    return max(abs(x - y) for x, y in zip(a, b))


def current_from(t_ms):
    return STEP_PA if STEP_START_MS <= t_ms + SAMPLE_MS / 2 < STEP_END_MS else 0


def main():
    arguments = argparse.ArgumentParser(description="Makes the demo recording of the ranvier command.")
    arguments.add_argument("--compare", metavar="FILE.csv", help="another solution with a column v_mV and the same samples")
    compare = arguments.parse_args().compare

    h.celsius = 6.3  # where hh's rates are those of 1952
    h.usetable_hh = 0  # exact rates instead of a table
    cell, clamp = make_cell()
    runs = {steps: fixed_step(cell, steps) for steps in (50, 100, 200)}
    voltages = extrapolated(runs[100], runs[200])
    doubled = largest_difference(voltages, extrapolated(runs[50], runs[100]))
    cvode = largest_difference(voltages, variable_step(cell))
    print(f"largest |dv|, mV, from dt 0.001 alone:         {largest_difference(voltages, runs[100]):.2e}")
    print(f"                  from dt 0.0005 alone:        {largest_difference(voltages, runs[200]):.2e}")
    print(f"                  from steps twice as long:    {doubled:.2e}")
    print(f"                  from CVODE at atol 1e-10:    {cvode:.2e}")
    if compare:
        with open(compare) as other:
            known = [float(row["v_mV"]) for row in csv.DictReader(other)]
        print(f"                  from {compare}: {largest_difference(voltages, known):.2e}")
    if not max(doubled, cvode) <= LARGEST_ERROR_MV:
        raise SystemExit(f"not written: the solution is not sure to {LARGEST_ERROR_MV:g} mV")

    RECORDING.parent.mkdir(parents=True, exist_ok=True)
    with open(RECORDING, "w", newline="\n") as out:
        out.write("t_ms,v_mV,i_pA\n")
        for k, v in enumerate(voltages):
            out.write(f"{k * SAMPLE_MS:.1f},{v:.9f},{current_from(k * SAMPLE_MS):g}\n")
    spikes = sum(a < 0 <= b for a, b in zip(voltages, voltages[1:]))
    print(f"{RECORDING.name}: {RECORDING.stat().st_size / 1000:.0f} kB, {SAMPLES} rows, v {min(voltages):.3f} .. {max(voltages):.3f} mV, "
          f"{spikes} spikes, NEURON {h.nrnversion(5)}")


if __name__ == "__main__":
    main()
