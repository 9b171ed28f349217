"""What a step costs from Python, of one call each, less one in a call of many. Arguments: libranvier.so MODEL.yaml [STEPS]"""
import ctypes, sys, time

ranvier = ctypes.CDLL(sys.argv[1])
ranvier.ranvier_open.restype, ranvier.ranvier_step.restype, ranvier.ranvier_run.restype = (
    ctypes.c_int64, ctypes.c_double, ctypes.c_double)
ranvier.ranvier_step.argtypes = ctypes.c_int64, ctypes.c_double
ranvier.ranvier_run.argtypes = ctypes.c_int64, ctypes.c_double, ctypes.c_int64
ranvier.ranvier_warm_up.argtypes = (ctypes.c_int64,)
ranvier.ranvier_start(None, None)
neuron = ranvier.ranvier_open(sys.argv[2].encode(), 1, None)
ranvier.ranvier_warm_up(neuron)
steps = int(sys.argv[3]) if len(sys.argv) > 3 else 200000
step = ranvier.ranvier_step
for _ in range(8):
    begin = time.perf_counter_ns()
    for _ in range(steps):
        step(neuron, 0.02)
    middle = time.perf_counter_ns()
    ranvier.ranvier_run(neuron, 0.02, steps)
    end = time.perf_counter_ns()
    print(f"{(middle - begin) / steps:.0f} ns a step from Python, {(end - middle) / steps:.0f} ns within")
