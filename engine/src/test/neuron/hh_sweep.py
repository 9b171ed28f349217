"""The Hodgkin-Huxley cell at random points in a loop: four conductances and the current, 100 ms at 0.025 ms, times of spikes.
Prints points a second. Usage: hh_sweep.py [points]"""
import random
import sys
import time

from neuron import h

h.load_file("stdrun.hoc")
soma = h.Section(name="soma")
soma.L, soma.diam, soma.nseg, soma.cm = 10, 2, 1, 1
soma.insert("hh")
soma.insert("pas")
h.celsius = 6.3
step = h.IClamp(soma(0.5))
step.delay, step.dur = 5, 90
spikes = h.Vector()
counter = h.NetCon(soma(0.5)._ref_v, None, sec=soma)
counter.threshold = 0
counter.record(spikes)
h.dt, h.tstop, h.steps_per_ms = 0.025, 100, 40


def run(points):
    found = 0
    for _ in range(points):
        segment = soma(0.5)
        segment.hh.gnabar = random.uniform(0.06, 0.24)
        segment.hh.gkbar = random.uniform(0.018, 0.072)
        segment.hh.gl = random.uniform(0.00015, 0.0006)
        segment.pas.g = random.uniform(0.00005, 0.0002)
        step.amp = random.uniform(0.005, 0.025)
        h.finitialize(-70)
        h.continuerun(100)
        found += len(spikes)
    return found


points = int(sys.argv[1]) if len(sys.argv) > 1 else 300
run(20)
start = time.time()
run(points)
print(points / (time.time() - start))
