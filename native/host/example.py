"""The voltages of a model under a current of 20 pA, a step a line. Arguments: libranvier.so MODEL.yaml STEPS"""
import ctypes, sys

ranvier = ctypes.CDLL(sys.argv[1])
ranvier.ranvier_open.restype, ranvier.ranvier_step.restype = ctypes.c_int64, ctypes.c_double
ranvier.ranvier_step.argtypes = ctypes.c_int64, ctypes.c_double
ranvier.ranvier_error.restype = ctypes.c_char_p
neuron = 0 if ranvier.ranvier_start(None, None) else ranvier.ranvier_open(sys.argv[2].encode(), 1, None)
if not neuron:
    sys.exit(ranvier.ranvier_error().decode())
for _ in range(int(sys.argv[3])):
    print(repr(ranvier.ranvier_step(neuron, 0.02)))
