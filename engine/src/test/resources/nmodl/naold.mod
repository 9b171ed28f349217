TITLE A sodium current as old files have it: a procedure that uses dt, tables, arrays
INDEPENDENT { t FROM 0 TO 1 WITH 1 (ms) }
NEURON {
    SUFFIX naold
    USEION na READ ena WRITE ina
    RANGE gnabar
    GLOBAL inf, fac
}
DEFINE GATES 2
PARAMETER { v (mV) dt (ms) celsius (degC) gnabar = 0.05 (mho/cm2) }
STATE { m h }
ASSIGNED { ena (mV) ina (mA/cm2) inf[2] fac[2] }
BREAKPOINT {
    SOLVE states
    ina = gnabar*m*m*m*h*(v - ena)
}
INITIAL {
    rates(v)
    m = inf[0]
    h = inf[1]
}
PROCEDURE states() {
    rates(v)
    m = m + fac[0]*(inf[0] - m)
    h = h + fac[1]*(inf[1] - h)
    VERBATIM
    return 0;
    ENDVERBATIM
}
PROCEDURE rates(v) {
    LOCAL a, b
    TABLE inf, fac DEPEND dt, celsius FROM -100 TO 100 WITH 200
    FROM i = 0 TO GATES - 1 {
        if (i == 0) {
            a = 0.4/(1 + exp(-(v + 30)/8))
            b = 0.4/(1 + exp((v + 50)/8))
        } else {
            a = 0.05*exp(-(v + 60)/15)
            b = 1/(1 + exp(-(v + 30)/9))
        }
        inf[i] = a/(a + b)
        fac[i] = 1 - exp(-dt*(a + b))
    }
}
