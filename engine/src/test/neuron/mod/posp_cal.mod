TITLE High-threshold calcium current (L type) of Pospischil et al. 2008

COMMENT
Source: Pospischil M, Toledo-Rodriguez M, Monier C, et al. (2008). Minimal Hodgkin-Huxley type models for
different classes of cortical and thalamic neurons. Biol Cybern 99:427-441. Section "Calcium currents", I_L; the same kinetics
are I_Ca of Mainen ZF, Sejnowski TJ (1996), Nature 382:363-366. rate multiplies all rates.

    i = gbar q^2 r (v - eca)
    alpha_q = 0.055 (v + 27) / (1 - exp(-(v + 27)/3.8))   beta_q = 0.94 exp(-(v + 75)/17)
    alpha_r = 0.000457 exp(-(v + 13)/50)                  beta_r = 0.0065 / (1 + exp(-(v + 15)/28))
ENDCOMMENT

NEURON {
    THREADSAFE
    SUFFIX posp_cal
    USEION ca READ eca WRITE ica
    RANGE gbar, rate
}

UNITS {
    (mV) = (millivolt)
    (mA) = (milliamp)
    (S) = (siemens)
}

PARAMETER {
    gbar = 1e-4 (S/cm2)
    rate = 1 (1)
}

ASSIGNED {
    v (mV)
    eca (mV)
    ica (mA/cm2)
    q_inf (1)
    q_tau (ms)
    r_inf (1)
    r_tau (ms)
}

STATE { q r }

INITIAL {
    curves(v)
    q = q_inf
    r = r_inf
}

BREAKPOINT {
    SOLVE gates METHOD cnexp
    ica = gbar * q^2 * r * (v - eca)
}

DERIVATIVE gates {
    curves(v)
    q' = (q_inf - q) / q_tau
    r' = (r_inf - r) / r_tau
}

UNITSOFF

PROCEDURE curves(v (mV)) { LOCAL opening, closing
    opening = 0.055 * linoid(v + 27, 3.8)
    closing = 0.94 * exp(-(v + 75) / 17)
    q_tau = 1 / (opening + closing)
    q_inf = opening * q_tau
    q_tau = q_tau / rate
    opening = 0.000457 * exp(-(v + 13) / 50)
    closing = 0.0065 / (1 + exp(-(v + 15) / 28))
    r_tau = 1 / (opening + closing)
    r_inf = opening * r_tau
    r_tau = r_tau / rate
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
