TITLE Delayed-rectifier potassium current of Pospischil et al. 2008

COMMENT
Source: Pospischil M, Toledo-Rodriguez M, Monier C, et al. (2008). Minimal Hodgkin-Huxley type models for
different classes of cortical and thalamic neurons. Biol Cybern 99:427-441. Section "Sodium and potassium currents".

    i = gbar n^4 (v - ek),  u = v - vt
    alpha_n = 0.032 (u - 15) / (1 - exp(-(u - 15)/5))   beta_n = 0.5 exp(-(u - 10)/40)
ENDCOMMENT

NEURON {
    THREADSAFE
    SUFFIX posp_kd
    USEION k READ ek WRITE ik
    RANGE gbar, vt
}

UNITS {
    (mV) = (millivolt)
    (mA) = (milliamp)
    (S) = (siemens)
}

PARAMETER {
    gbar = 0.005 (S/cm2)
    vt = -60 (mV)
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
    ik = gbar * n^4 * (v - ek)
}

DERIVATIVE gates {
    curves(v)
    n' = (n_inf - n) / n_tau
}

UNITSOFF

PROCEDURE curves(v (mV)) { LOCAL u, opening, closing
    u = v - vt
    opening = 0.032 * linoid(u - 15, 5)
    closing = 0.5 * exp(-(u - 10) / 40)
    n_tau = 1 / (opening + closing)
    n_inf = opening * n_tau
}

: x / (1 - exp(-x/k)), continued through x = 0
FUNCTION linoid(x, k) {
    if (fabs(x / k) < 1e-6) {
        linoid = k + x / 2
    } else {
        linoid = x / (1 - exp(-x / k))
    }
}

UNITSON
