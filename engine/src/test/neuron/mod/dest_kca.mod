TITLE Calcium-dependent potassium current of Destexhe et al. 1994

COMMENT
Source: Destexhe A, Contreras D, Sejnowski TJ, Steriade M (1994). A model of spindle rhythmicity in the isolated thalamic
reticular nucleus. J Neurophysiol 72:803-818. Methods.

    i = gbar m^2 (v - ek)    alpha = 48 [Ca]^2    beta = 0.03  (1/ms, [Ca] in mM)
ENDCOMMENT

NEURON {
    THREADSAFE
    SUFFIX dest_kca
    USEION k READ ek WRITE ik
    USEION ca READ cai
    RANGE gbar, q
}

UNITS {
    (mV) = (millivolt)
    (mA) = (milliamp)
    (S) = (siemens)
    (molar) = (1/liter)
    (mM) = (millimolar)
}

PARAMETER {
    gbar = 0.01 (S/cm2)
    q = 1 (1)
}

ASSIGNED {
    v (mV)
    ek (mV)
    ik (mA/cm2)
    cai (mM)
    m_inf (1)
    m_tau (ms)
}

STATE { m }

INITIAL {
    curves(cai)
    m = m_inf
}

BREAKPOINT {
    SOLVE gates METHOD cnexp
    ik = gbar * m^2 * (v - ek)
}

DERIVATIVE gates {
    curves(cai)
    m' = (m_inf - m) / m_tau
}

UNITSOFF

PROCEDURE curves(c (mM)) { LOCAL alpha, beta
    alpha = 48 * c^2
    beta = 0.03
    m_tau = 1 / (q * (alpha + beta))
    m_inf = alpha / (alpha + beta)
}

UNITSON
