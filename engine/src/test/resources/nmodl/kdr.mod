TITLE A delayed rectifier, its rates by alpha and beta
: two ways to comment ? and a second
COMMENT
Not of any paper: kinds of statements that channels have.
ENDCOMMENT
NEURON {
    THREADSAFE
    SUFFIX kdr
    USEION k READ ek WRITE ik
    RANGE gbar, vhalf, g
    GLOBAL ninf, tau
}
UNITS {
    (mA) = (milliamp)
    (mV) = (millivolt)
    (S) = (siemens)
}
PARAMETER {
    gbar = 0.01 (S/cm2) <0, 1e9>
    vhalf = -40 (mV)
    q10 = 3
    celsius = 6.3 (degC)
    ek = -90 (mV)
}
ASSIGNED { v (mV) ik (mA/cm2) g (S/cm2) ninf tau (ms) tadj }
STATE { n FROM 0 TO 1 }
BREAKPOINT {
    SOLVE states METHOD cnexp
    g = gbar*n^4
    ik = g*(v - ek)
}
INITIAL {
    tadj = q10^((celsius - 22)/10)
    rates(v)
    n = ninf
}
DERIVATIVE states {
    rates(v)
    n' = (ninf - n)/tau
}
FUNCTION alpha(v (mV)) (/ms) {
    if (v == vhalf) { v = v + 0.0001 }
    alpha = 0.05*(v - vhalf)/(1 - exp(-(v - vhalf)/9))
}
PROCEDURE rates(v (mV)) {
    LOCAL a, b
    UNITSOFF
    a = alpha(v)
    b = 0.2*exp(-(v - vhalf)/40)
    ninf = a/(a + b)
    tau = 1/(tadj*(a + b))
    if (tau < 0.01) { tau = 0.01 } else if (tau > 50) { tau = 50 }
    UNITSON
}
