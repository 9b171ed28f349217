TITLE Calcium through a constant field
NEURON {
    SUFFIX cah
    USEION ca READ cai, cao, eca WRITE ica
    RANGE pbar
}
UNITS {
    (mM) = (milli/liter)
    FARADAY = (faraday) (coulomb)
    R = (k-mole) (joule/degC)
}
PARAMETER { pbar = 1e-4 (cm/s) celsius (degC) }
STATE { m }
ASSIGNED { v (mV) ica (mA/cm2) cai (mM) cao (mM) eca (mV) }
LOCAL minf
INITIAL {
    minf = 1/(1 + exp(-(v + 20)/7))
    m = minf
}
BREAKPOINT {
    SOLVE states METHOD derivimplicit
    ica = pbar*m*m*ghk(v, cai, cao)
}
DERIVATIVE states {
    minf = 1/(1 + exp(-(v + 20)/7))
    m' = (minf - m)/1.5
}
FUNCTION ghk(v (mV), ci (mM), co (mM)) (.001 coul/cm3) {
    LOCAL z
    z = (1e-3)*2*FARADAY*v/(R*(celsius + 273.15 (degC)))
    ghk = (.001)*2*FARADAY*(ci*efun(-z) - co*efun(z))
}
FUNCTION efun(z) {
    if (fabs(z) < 1e-4) { efun = 1 - z/2 } else { efun = z/(exp(z) - 1) }
}
