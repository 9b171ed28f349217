COMMENT
The block by magnesium of Jahr and Stevens, J. Neurosci. 10 (1990) 3178, eq. 4a, on a conductance of the shape of Exp2Syn.
With CONDUCTANCE the slope of the current is the exact one, not a difference quotient.
ENDCOMMENT
NEURON {
    POINT_PROCESS JsNmda
    RANGE rise, decay, e, mg, i, g
    NONSPECIFIC_CURRENT i
}
UNITS {
    (nA) = (nanoamp)
    (mV) = (millivolt)
    (uS) = (microsiemens)
    (mM) = (milli/liter)
}
PARAMETER {
    rise = 2 (ms)
    decay = 80 (ms)
    e = 0 (mV)
    mg = 1 (mM)
}
ASSIGNED {
    v (mV)
    i (nA)
    g (uS)
    factor
}
STATE {
    A (uS)
    B (uS)
}
INITIAL {
    LOCAL tp
    tp = rise*decay/(decay - rise)*log(decay/rise)
    factor = 1/(exp(-tp/decay) - exp(-tp/rise))
    A = 0
    B = 0
}
BREAKPOINT {
    LOCAL b
    SOLVE states METHOD cnexp
    CONDUCTANCE g
    b = 1/(1 + mg/3.57(mM)*exp(-0.062(/mV)*v))
    i = (B - A)*b*(v - e)
    g = (B - A)*(b + 0.062(/mV)*b*(1 - b)*(v - e))
}
DERIVATIVE states {
    A' = -A/rise
    B' = -B/decay
}
NET_RECEIVE (weight (uS)) {
    A = A + weight*factor
    B = B + weight*factor
}
