TITLE Variables that one block leaves for another
NEURON {
    SUFFIX carried
    NONSPECIFIC_CURRENT i
    RANGE g, shift
}
PARAMETER { g = 1e-3 (S/cm2) shift = 5 (mV) }
STATE { x y }
ASSIGNED { v (mV) i (mA/cm2) ainf fast }
LOCAL slow
INITIAL {
    slow = 12
    ainf = 1/(1 + exp(-(v + 40)/6))
    fast = ainf
    x = ainf
    y = 0.2
}
BREAKPOINT {
    SOLVE states METHOD cnexp
    fast = 1/(1 + exp(-(v + shift)/10))
    i = g*(x*ainf + y)*(v + 80)
}
DERIVATIVE states {
    ainf = 1/(1 + exp(-(v + 40)/6))
    x' = (fast - x)/3
    y' = (x - y)/slow
}
