TITLE Calcium under the membrane of Destexhe et al. 1994

COMMENT
Source: Destexhe A, Contreras D, Sejnowski TJ, Steriade M (1994). A model of spindle rhythmicity in the isolated thalamic
reticular nucleus. J Neurophysiol 72:803-818. Methods.

    d[Ca]/dt = -ica / (2 F depth) - ([Ca] - rest) / tau, the first term cut at zero
ENDCOMMENT

NEURON {
    THREADSAFE
    SUFFIX dest_pool
    USEION ca READ ica WRITE cai
    RANGE depth, tau, rest
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
}

ASSIGNED {
    ica (mA/cm2)
    influx (mM/ms)
}

STATE { cai (mM) }

INITIAL {
    cai = rest
}

BREAKPOINT {
    SOLVE balance METHOD cnexp
}

DERIVATIVE balance {
    influx = -(10000) * ica / (2 * faraday * depth)
    if (influx < 0) {
        influx = 0
    }
    cai' = influx - (cai - rest) / tau
}
