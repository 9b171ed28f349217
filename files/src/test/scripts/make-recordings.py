#!/usr/bin/env python3
"""Makes the small recordings in ../resources/recordings that a real tool must write: NWB by h5py, arrays by numpy.

The numbers are simple formulas, which the tests repeat. Needs numpy and h5py.
"""
import os

import h5py
import numpy as np

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "resources", "recordings")
SAMPLES, RATE = 200, 20000.0


def voltage(sweep):
    """In steps of a converter."""
    return (np.arange(SAMPLES) * 7 % 50 - 700 + sweep).astype("<i2")


def current(sweep):
    step = np.zeros(SAMPLES)
    step[50:150] = sweep * 10e-12
    return step


def series(parent, name, kind, data, unit, conversion, start, sweep, **storage):
    group = parent.create_group(name)
    group.attrs["neurodata_type"] = kind
    group.attrs["namespace"] = "core"
    if sweep is not None:
        group.attrs["sweep_number"] = np.uint32(sweep)
    values = group.create_dataset("data", data=data, **storage)
    values.attrs["unit"] = unit
    values.attrs["conversion"] = np.float32(conversion) if conversion == 1 else conversion
    values.attrs["offset"] = 0.0
    time = group.create_dataset("starting_time", data=np.float64(start))
    time.attrs["rate"] = np.float32(RATE)
    time.attrs["unit"] = "seconds"
    return group


def nwb2(path, **storage):
    with h5py.File(path, "w") as file:
        file.attrs["nwb_version"] = "2.6.0"
        file.attrs["neurodata_type"] = "NWBFile"
        file.create_dataset("session_start_time", data="2026-01-02T03:04:05+00:00")
        acquisition = file.create_group("acquisition")
        stimulus = file.create_group("stimulus").create_group("presentation")
        file["stimulus"].create_group("templates")
        for k in range(3):
            series(acquisition, f"index_{2 * k:03d}", "CurrentClampSeries", voltage(k), "volts", 1e-4, k * 0.5, k, **storage)
            series(stimulus, f"index_{2 * k + 1:03d}", "CurrentClampStimulusSeries", current(k), "amperes", 1.0, k * 0.5, k, **storage)
        clamp = series(acquisition, "index_006", "VoltageClampSeries", current(3), "amperes", 1.0, 1.5, 3)
        del clamp["starting_time"]
        stamps = clamp.create_dataset("timestamps", data=1.5 + np.arange(SAMPLES) / RATE)
        stamps.attrs["unit"] = "seconds"
        series(stimulus, "index_007", "VoltageClampStimulusSeries", np.full(SAMPLES, -0.07), "volts", 1.0, 1.5, 3)
        other = acquisition.create_group("temperature")
        other.attrs["neurodata_type"] = "TimeSeries"
        other.create_dataset("data", data=np.full(4, 32.0)).attrs["unit"] = "degC"


def nwb1(path):
    with h5py.File(path, "w") as file:
        file.create_dataset("nwb_version", data="NWB-1.0.5")
        acquisition = file.create_group("acquisition/timeseries")
        stimulus = file.create_group("stimulus/presentation")
        for k in (2, 10):
            for parent, data, unit in ((acquisition, voltage(k) * 1e-4, "Volts"), (stimulus, current(k), "Amps")):
                group = parent.create_group(f"Sweep_{k}")
                group.attrs["neurodata_type"] = "TimeSeries"
                values = group.create_dataset("data", data=data)
                values.attrs["unit"] = unit.lower()
                values.attrs["conversion"] = 1.0
                time = group.create_dataset("starting_time", data=float(k))
                time.attrs["rate"] = RATE


def empty_nwb2(file):
    file.attrs["nwb_version"] = "2.6.0"
    file.create_dataset("session_start_time", data="2026-01-02T03:04:05+00:00")
    for group in ("acquisition", "stimulus/presentation", "stimulus/templates", "general/intracellular_ephys"):
        file.create_group(group)
    return file["acquisition"], file["stimulus/presentation"]


def electrodes(path):
    """Two cells in current clamp, of which one is stimulated, one in voltage clamp, volts of other electrodes, and links that lead nowhere."""
    with h5py.File(path, "w") as file:
        acquisition, stimulus = empty_nwb2(file)
        for k in range(3):
            file.create_group(f"general/intracellular_ephys/electrode_{k}")

        def of(group, k, link):
            there = f"/general/intracellular_ephys/electrode_{k}"
            group["electrode"] = h5py.SoftLink(there) if link else file[there]

        of(series(acquisition, "AD0", "CurrentClampSeries", voltage(0), "volts", 1e-4, 0.3, 0), 0, True)
        recorded = series(acquisition, "AD1", "CurrentClampSeries", voltage(1), "volts", 1e-4, 0.3, 0)
        of(recorded, 1, True)
        of(series(acquisition, "AD2", "VoltageClampSeries", current(9), "amperes", 1.0, 0.3, 0), 2, True)
        longer = np.append(current(1), np.zeros(20))
        template = series(file["stimulus/templates"], "DA1", "CurrentClampStimulusSeries", longer, "amperes", 1.0, 0.3, 0)
        of(template, 1, False)
        stimulus["DA1"] = h5py.SoftLink("/stimulus/templates/DA1")
        del recorded["starting_time"]
        stamps = file.create_dataset("stamps", data=0.3 + np.arange(SAMPLES) / RATE)
        stamps.attrs["unit"] = "seconds"
        recorded["timestamps"] = h5py.SoftLink("/stamps")
        field = acquisition.create_group("field")
        field.attrs["neurodata_type"] = "ElectricalSeries"
        field.create_dataset("data", data=np.zeros((SAMPLES, 4))).attrs["unit"] = "volts"
        series(acquisition, "A_row", "ElectricalSeries", np.zeros(SAMPLES), "volts", 1.0, 0.3, 0)
        stimulus["gone"] = h5py.SoftLink("/nowhere")
        stimulus["round"] = h5py.SoftLink("/stimulus/presentation/and_round")
        stimulus["and_round"] = h5py.SoftLink("/stimulus/presentation/round")


def table(path, tells):
    """Three sweeps that all begin at 0, without numbers; which stimulus belongs to which, the table of recordings tells."""
    with h5py.File(path, "w") as file:
        acquisition, stimulus = empty_nwb2(file)
        responses, stimuli = [], []
        for k in range(3):
            name, shift = f"r{k}", 1e-9 * k
            responses.append(series(acquisition, name, "CurrentClampSeries", voltage(k), "volts", 1e-4, shift, None))
            stimuli.append(series(stimulus, f"s{9 - k}", "CurrentClampStimulusSeries", current(k + 1), "amperes", 1.0, 0, None))
        if tells:
            kind = np.dtype([("idx_start", "i4"), ("count", "i4"), ("timeseries", h5py.ref_dtype)])
            for place, of in (("responses/response", responses), ("stimuli/stimulus", stimuli)):
                rows = np.array([(0, SAMPLES, one.ref) for one in of], dtype=kind)
                file.create_dataset("general/intracellular_ephys/intracellular_recordings/" + place, data=rows)


if __name__ == "__main__":
    os.makedirs(FOLDER, exist_ok=True)
    nwb2(os.path.join(FOLDER, "contiguous.nwb"))
    nwb2(os.path.join(FOLDER, "compressed.nwb"), chunks=(64,), compression="gzip", shuffle=True)
    nwb1(os.path.join(FOLDER, "allen.nwb"))
    electrodes(os.path.join(FOLDER, "electrodes.nwb"))
    table(os.path.join(FOLDER, "table.nwb"), True)
    table(os.path.join(FOLDER, "untold.nwb"), False)
    with h5py.File(os.path.join(FOLDER, "other.h5"), "w") as file:
        file.create_dataset("numbers", data=np.arange(5))
    traces = np.stack([voltage(k) for k in range(3)])
    np.save(os.path.join(FOLDER, "v_mV.npy"), traces[0] * 0.1)
    np.save(os.path.join(FOLDER, "sweeps.npy"), traces)
    np.save(os.path.join(FOLDER, "fortran.npy"), np.asfortranarray(traces.astype(">f4")))
    np.save(os.path.join(FOLDER, "i_pA.npy"), current(1) * 1e12)
    np.savez(os.path.join(FOLDER, "arrays.npz"), v_mV=traces * 0.1, i_pA=current(2) * 1e12, t_ms=np.arange(SAMPLES) / 20.0, cell="7")
    np.savez_compressed(os.path.join(FOLDER, "compressed.npz"), v_mV=np.asfortranarray(traces * 0.1), i_pA=current(2) * 1e12)
