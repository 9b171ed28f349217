TITLE Fast sodium current of Pospischil et al. 2008

COMMENT
Source: Pospischil M, Toledo-Rodriguez M, Monier C, et al. (2008). Minimal Hodgkin-Huxley type models for
different classes of cortical and thalamic neurons. Biol Cybern 99:427-441. Section "Sodium and potassium currents".

    i = gbar m^3 h (v - ena),  u = v - vt
    alpha_m = 0.32 (u - 13) / (1 - exp(-(u - 13)/4))    beta_m = 0.28 (40 - u) / (1 - exp(-(40 - u)/5))
    alpha_h = 0.128 exp(-(u - 17)/18)                   beta_h = 4 / (1 + exp(-(u - 40)/5))
ENDCOMMENT

NEURON {
    THREADSAFE
    SUFFIX posp_na
    USEION na READ ena WRITE ina
    RANGE gbar, vt
}

UNITS {
    (mV) = (millivolt)
    (mA) = (milliamp)
    (S) = (siemens)
}

PARAMETER {
    gbar = 0.05 (S/cm2)
    vt = -60 (mV)
}

ASSIGNED {
    v (mV)
    ena (mV)
    ina (mA/cm2)
    m_inf (1)
    m_tau (ms)
    h_inf (1)
    h_tau (ms)
}

STATE { m h }

INITIAL {
    curves(v)
    m = m_inf
    h = h_inf
}

BREAKPOINT {
    SOLVE gates METHOD cnexp
    ina = gbar * m^3 * h * (v - ena)
}

DERIVATIVE gates {
    curves(v)
    m' = (m_inf - m) / m_tau
    h' = (h_inf - h) / h_tau
}

UNITSOFF

PROCEDURE curves(v (mV)) { LOCAL u, opening, closing
    u = v - vt
    opening = 0.32 * linoid(u - 13, 4)
    closing = 0.28 * linoid(40 - u, 5)
    m_tau = 1 / (opening + closing)
    m_inf = opening * m_tau
    opening = 0.128 * exp(-(u - 17) / 18)
    closing = 4 / (1 + exp(-(u - 40) / 5))
    h_tau = 1 / (opening + closing)
    h_inf = opening * h_tau
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
