TITLE Low-threshold calcium current (T type) of Pospischil et al. 2008

COMMENT
Source: Pospischil M, Toledo-Rodriguez M, Monier C, et al. (2008). Minimal Hodgkin-Huxley type models for
different classes of cortical and thalamic neurons. Biol Cybern 99:427-441. Section "Calcium currents", I_T.

    i = gbar s_inf^2 u (v - eca),  w = v + vx           (activation s is instantaneous: no state)
    s_inf = 1 / (1 + exp(-(w + 57)/6.2))
    u_inf = 1 / (1 + exp((w + 81)/4))
    u_tau = 30.8 + (211.4 + exp((w + 113.2)/5)) / (3.7 (1 + exp((w + 84)/3.2)))

The bracketing of u_tau differs between programs that cite the paper (some divide 30.8 as well); this form is the one
Ranvier uses.

Because s follows v at once, NEURON's implicit step sees the slope of s too: its conductance is the forward difference
(i(v + 0.001 mV) - i(v)) / 0.001 mV, not gbar s^2 u.
ENDCOMMENT

NEURON {
    THREADSAFE
    SUFFIX posp_cat
    USEION ca READ eca WRITE ica
    RANGE gbar, vx
}

UNITS {
    (mV) = (millivolt)
    (mA) = (milliamp)
    (S) = (siemens)
}

PARAMETER {
    gbar = 4e-4 (S/cm2)
    vx = 2 (mV)
}

ASSIGNED {
    v (mV)
    eca (mV)
    ica (mA/cm2)
    u_inf (1)
    u_tau (ms)
}

STATE { u }

INITIAL {
    curves(v)
    u = u_inf
}

BREAKPOINT {
    SOLVE gates METHOD cnexp
    ica = gbar * activation(v)^2 * u * (v - eca)
}

DERIVATIVE gates {
    curves(v)
    u' = (u_inf - u) / u_tau
}

UNITSOFF

FUNCTION activation(v (mV)) {
    activation = 1 / (1 + exp(-(v + vx + 57) / 6.2))
}

PROCEDURE curves(v (mV)) { LOCAL w
    w = v + vx
    u_inf = 1 / (1 + exp((w + 81) / 4))
    u_tau = 30.8 + (211.4 + exp((w + 113.2) / 5)) / (3.7 * (1 + exp((w + 84) / 3.2)))
}

UNITSON
