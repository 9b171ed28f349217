#!/usr/bin/env python3
"""Makes the golden features of the engine's tests with eFEL.

The traces are the golden traces that NEURON made, and one with a sag that is a formula; their features go to
engine/src/test/resources/golden/efel_features.csv, a row a trace. Where eFEL gives a list, the mean is
written; NaN stands where it gives nothing. eFEL's settings are its defaults, but that interp_step is the trace's own
interval, so that nothing is interpolated. Windows begin and end between samples: no rounding of a time decides.

Run with eFEL installed (pip install efel; takes a second):

    python3 engine/src/test/efel/make_golden.py [--made YYYY-MM]
"""
import argparse
import pathlib
import time

import efel
import numpy

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden"

# trace, its interval and the window of the stimulus, in ms
TRACES = [("neuron_hh_dt0.025", 0.025, 5.01, 50.01), ("neuron_hh_dt0.005", 0.025, 5.01, 50.01),
          ("pospischil_rs_dt0.025", 0.025, 5.01, 55.01), ("traub_miles_dt0.025", 0.025, 5.01, 45.01),
          ("mainen_dt0.025", 0.025, 5.01, 55.01), ("calcium_dt0.025", 0.025, 5.01, 95.01), ("sag", 0.1, 20.01, 120.01)]

FEATURES = ["spike_count", "mean_frequency", "time_to_first_spike", "time_to_second_spike", "time_to_last_spike",
            "doublet_ISI", "inv_first_ISI", "inv_last_ISI", "ISI_CV", "adaptation_index", "peak_voltage",
            "AP_begin_voltage", "AP_amplitude", "AP1_amp", "AP_width", "spike_half_width", "AP_duration_half_width",
            "AHP_depth_abs", "AHP_depth", "AHP_depth_from_peak", "voltage_base", "steady_state_voltage",
            "steady_state_voltage_stimend", "minimum_voltage", "maximum_voltage", "voltage_deflection_vb_ssse",
            "sag_amplitude", "sag_ratio1", "sag_ratio2"]


def voltage(name):
    """A golden trace, or the formula that the test has too."""
    if name == "sag":
        t = numpy.arange(1500) * 0.1
        s = numpy.clip(t - 20, 0, 100)
        after = numpy.clip(t - 120, 0, None)
        return (-65 - 18 * (1 - numpy.exp(-s / 6)) + 7 * (1 - numpy.exp(-s / 25))
                + 11 * (1 - numpy.exp(-after / 8)))
    lines = [line for line in (GOLDEN / f"{name}.csv").read_text().splitlines() if not line.startswith("#")]
    column = lines[0].split(",").index("v_mV")
    return numpy.array([float(line.split(",")[column]) for line in lines[1:]])


def features(name, interval_ms, start_ms, end_ms):
    """The features of a trace."""
    v = voltage(name)
    efel.reset()
    efel.set_setting("interp_step", interval_ms)
    trace = {"T": numpy.arange(len(v)) * interval_ms, "V": v, "stim_start": [start_ms], "stim_end": [end_ms]}
    found = efel.get_feature_values([trace], FEATURES, raise_warnings=False)[0]
    lists = (found[feature] for feature in FEATURES)
    return [float("nan") if values is None or len(values) == 0 else float(numpy.mean(values)) for values in lists]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--made", default=time.strftime("%Y-%m"))
    made = arguments.parse_args().made
    lines = [f"# tool: eFEL {efel.__version__}", "# script: engine/src/test/efel/make_golden.py", f"# made: {made}",
             "# settings: defaults, interp_step the interval of the trace; lists are averaged",
             "# traces: " + ", ".join(trace[0] for trace in TRACES),
             ",".join(["interval_ms", "stim_start_ms", "stim_end_ms", *FEATURES])]
    for name, *window in TRACES:
        numbers = [f"{value:.12g}".replace("nan", "NaN") for value in features(name, *window)]
        lines.append(",".join([*map(str, window), *numbers]))
    file = GOLDEN / "efel_features.csv"
    file.write_text("\n".join(lines) + "\n")
    print(f"{file.name}: {len(TRACES)} traces, {len(FEATURES)} features")


if __name__ == "__main__":
    main()
