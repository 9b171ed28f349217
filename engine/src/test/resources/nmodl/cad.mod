TITLE A pool under the membrane
NEURON {
    SUFFIX cad
    USEION ca READ ica, cai WRITE cai
    RANGE depth, taur
}
UNITS { FARADAY = (faraday) (coulomb) }
PARAMETER { depth = .1 (um) taur = 20 (ms) cainf = 1e-4 (mM) }
STATE { ca (mM) }
ASSIGNED { ica (mA/cm2) cai (mM) drive (mM/ms) }
INITIAL { ca = cainf cai = ca }
BREAKPOINT { SOLVE state METHOD derivimplicit }
DERIVATIVE state {
    drive = -(10000)*ica/(2*FARADAY*depth)
    if (drive <= 0.) { drive = 0. }
    ca' = drive + (cainf - ca)/taur
    cai = ca
}
