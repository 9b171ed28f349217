TITLE Calcium under the membrane with an immobile buffer

COMMENT
Source: Carnevale NT, Hines ML (2006). The NEURON Book, ch. 9, "ca + Buffer <-> CaBuffer" of cadif; shell and removal as in dest_pool.

    d[Ca]/dt = -ica / (2 F depth) - ([Ca] - rest) / tau - db/dt, the first term cut at zero
    db/dt    = kon [Ca] (total - b) - koff b
ENDCOMMENT

NEURON {
    THREADSAFE
    SUFFIX buf_pool
    USEION ca READ ica WRITE cai
    RANGE depth, tau, rest, kon, koff, total
}

UNITS {
    (mA) = (milliamp)
    (molar) = (1/liter)
    (mM) = (millimolar)
    (um) = (micron)
}

CONSTANT {
    : nmodl writes its own (faraday) with six digits
    faraday = 96485.33212 (coulomb)
}

PARAMETER {
    depth = 1 (um)
    tau = 5 (ms)
    rest = 2.4e-4 (mM)
    kon = 100 (/mM/ms)
    koff = 0.1 (/ms)
    total = 0.003 (mM)
}

ASSIGNED {
    ica (mA/cm2)
    influx (mM/ms)
}

STATE {
    cai (mM) <1e-12>
    bound (mM) <1e-12>
}

INITIAL {
    cai = rest
    bound = kon * rest * total / (kon * rest + koff)
}

BREAKPOINT {
    SOLVE balance METHOD derivimplicit
}

DERIVATIVE balance {
    influx = -(10000) * ica / (2 * faraday * depth)
    if (influx < 0) {
        influx = 0
    }
    cai' = influx - (cai - rest) / tau - (kon * cai * (total - bound) - koff * bound)
    bound' = kon * cai * (total - bound) - koff * bound
}
