TITLE Slow non-inactivating potassium current (M current) of Mainen and Sejnowski 1996

COMMENT
Source: Mainen ZF, Sejnowski TJ (1996). Influence of dendritic structure on firing pattern in model neocortical neurons.
Nature 382:363-366. Legend of figure 1.
q multiplies the rates of 23 degC; the paper's is 2.3^((celsius - 23)/10). The paper multiplies gbar by it, too; here gbar is the
conductance itself.

    i = gbar n (v - ek)
    alpha = 0.001 (v + 30) / (1 - exp(-(v + 30)/9))    beta = -0.001 (v + 30) / (1 - exp((v + 30)/9))
ENDCOMMENT

NEURON {
    THREADSAFE
    SUFFIX ms_km
    USEION k READ ek WRITE ik
    RANGE gbar, q
}

UNITS {
    (mV) = (millivolt)
    (mA) = (milliamp)
    (S) = (siemens)
}

PARAMETER {
    gbar = 1e-05 (S/cm2)
    q = 1 (1)
}

ASSIGNED {
    v (mV)
    ek (mV)
    ik (mA/cm2)
    n_inf (1)
    n_tau (ms)
}

STATE { n }

INITIAL {
    curves(v)
    n = n_inf
}

BREAKPOINT {
    SOLVE gates METHOD cnexp
    ik = gbar * n * (v - ek)
}

DERIVATIVE gates {
    curves(v)
    n' = (n_inf - n) / n_tau
}

UNITSOFF

PROCEDURE curves(v (mV)) { LOCAL alpha, beta
    alpha = opening(0.001, 9, (v + 30) / 9)
    beta = opening(0.001, 9, -(v + 30) / 9)
    n_tau = 1 / (q * (alpha + beta))
    n_inf = alpha / (alpha + beta)
}

: a (v - c) / (1 - exp(-(v - c)/w)) for z = (v - c)/w, continued through z = 0
FUNCTION opening(a, w, z) {
    if (fabs(z) < 1e-6) {
        opening = a * w * (1 + z / 2)
    } else {
        opening = a * w * z / (1 - exp(-z))
    }
}

UNITSON
