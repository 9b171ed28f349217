TITLE Sodium current of Mainen and Sejnowski 1996

COMMENT
Source: Mainen ZF, Sejnowski TJ (1996). Influence of dendritic structure on firing pattern in model neocortical neurons.
Nature 382:363-366. Legend of figure 1, with the 5 mV that the authors corrected in ModelDB 2488.
q multiplies the rates of 23 degC; the paper's is 2.3^((celsius - 23)/10). The paper multiplies gbar by it, too; here gbar is the
conductance itself.

    i = gbar m^3 h (v - ena)
    alpha_m = 0.182 (v + 30) / (1 - exp(-(v + 30)/9))    beta_m = -0.124 (v + 30) / (1 - exp((v + 30)/9))
    alpha_h = 0.024 (v + 45) / (1 - exp(-(v + 45)/5))    beta_h = -0.0091 (v + 70) / (1 - exp((v + 70)/5))
    h_inf = 1 / (1 + exp((v + 60)/6.2))                  h_tau = 1 / (alpha_h + beta_h)
ENDCOMMENT

NEURON {
    THREADSAFE
    SUFFIX ms_na
    USEION na READ ena WRITE ina
    RANGE gbar, q
}

UNITS {
    (mV) = (millivolt)
    (mA) = (milliamp)
    (S) = (siemens)
}

PARAMETER {
    gbar = 0.002 (S/cm2)
    q = 1 (1)
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

PROCEDURE curves(v (mV)) { LOCAL alpha, beta
    alpha = opening(0.182, 9, (v + 30) / 9)
    beta = opening(0.124, 9, -(v + 30) / 9)
    m_tau = 1 / (q * (alpha + beta))
    m_inf = alpha / (alpha + beta)
    alpha = opening(0.024, 5, (v + 45) / 5)
    beta = opening(0.0091, 5, -(v + 70) / 5)
    h_tau = 1 / (q * (alpha + beta))
    h_inf = 1 / (1 + exp((v + 60) / 6.2))
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
