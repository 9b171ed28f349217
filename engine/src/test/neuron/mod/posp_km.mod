TITLE Slow, non-inactivating potassium current (M current) of Pospischil et al. 2008

COMMENT
Source: Pospischil M, Toledo-Rodriguez M, Monier C, et al. (2008). Minimal Hodgkin-Huxley type models for
different classes of cortical and thalamic neurons. Biol Cybern 99:427-441. Section "Slow potassium current".

    i = gbar p (v - ek)
    p_inf = 1 / (1 + exp(-(v + 35)/10))
    p_tau = taumax / (3.3 exp((v + 35)/20) + exp(-(v + 35)/20))
ENDCOMMENT

NEURON {
    THREADSAFE
    SUFFIX posp_km
    USEION k READ ek WRITE ik
    RANGE gbar, taumax
}

UNITS {
    (mV) = (millivolt)
    (mA) = (milliamp)
    (S) = (siemens)
}

PARAMETER {
    gbar = 7e-5 (S/cm2)
    taumax = 1000 (ms)
}

ASSIGNED {
    v (mV)
    ek (mV)
    ik (mA/cm2)
    p_inf (1)
    p_tau (ms)
}

STATE { p }

INITIAL {
    curves(v)
    p = p_inf
}

BREAKPOINT {
    SOLVE gates METHOD cnexp
    ik = gbar * p * (v - ek)
}

DERIVATIVE gates {
    curves(v)
    p' = (p_inf - p) / p_tau
}

UNITSOFF

PROCEDURE curves(v (mV)) {
    p_inf = 1 / (1 + exp(-(v + 35) / 10))
    p_tau = taumax / (3.3 * exp((v + 35) / 20) + exp(-(v + 35) / 20))
}

UNITSON
