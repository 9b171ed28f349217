: a conductance that opens once, and that magnesium blocks
NEURON {
    POINT_PROCESS Once
    RANGE onset, tau, gmax, mg, e, i
    NONSPECIFIC_CURRENT i
}
UNITS { (nA) = (nanoamp) (mV) = (millivolt) (uS) = (microsiemens) }
PARAMETER {
    onset = 3 (ms)
    tau = 2 (ms) <1e-3, 1e6>
    gmax = 0.001 (uS) <0, 1e9>
    e = 0 (mV)
    mg = 1 (mM)
}
ASSIGNED { v (mV) i (nA) g (uS) }
BREAKPOINT {
    if (gmax) { at_time(onset) }
    g = gmax*alpha((t - onset)/tau)
    i = g*(v - e)/(1 + mg*exp(-0.062*v)/3.57)
}
FUNCTION alpha(x) {
    if (x < 0 || x > 10) {
        alpha = 0
    } else {
        alpha = x*exp(1 - x)
    }
}
