TITLE Potassium channel of the squid axon as a scheme of five states

COMMENT
Source: Hodgkin AL, Huxley AF (1952). J Physiol 117:500-544, rates (6.3 degC, rest at -65 mV). States by the number of open gates:
Armstrong CM (1969). J Gen Physiol 54:553-575.
ENDCOMMENT

NEURON {
    THREADSAFE
    SUFFIX hh_k5
    USEION k READ ek WRITE ik
    RANGE gbar
}

UNITS {
    (S) = (siemens)
    (mA) = (milliamp)
    (mV) = (millivolt)
}

PARAMETER {
    gbar = 0.036 (S/cm2)
}

ASSIGNED {
    v (mV)
    ek (mV)
    ik (mA/cm2)
    a (/ms)
    b (/ms)
}

STATE { o c3 c2 c1 c0 }

INITIAL {
    LOCAL n
    rates(v)
    n = a / (a + b)
    o = n^4
    c3 = 4 * n^3 * (1 - n)
    c2 = 6 * n^2 * (1 - n)^2
    c1 = 4 * n * (1 - n)^3
    c0 = (1 - n)^4
}

BREAKPOINT {
    SOLVE scheme METHOD sparse
    ik = gbar * o * (v - ek)
}

KINETIC scheme {
    rates(v)
    ~ c0 <-> c1 (4 * a, b)
    ~ c1 <-> c2 (3 * a, 2 * b)
    ~ c2 <-> c3 (2 * a, 3 * b)
    ~ c3 <-> o (a, 4 * b)
    CONSERVE o + c3 + c2 + c1 + c0 = 1
}

PROCEDURE rates(v (mV)) {
    LOCAL y
    y = (v + 55) / 10
    if (fabs(y) < 1e-6) {
        a = 0.1 * (1 + y / 2)
    } else {
        a = 0.1 * y / (1 - exp(-y))
    }
    b = 0.125 * exp(-(v + 65) / 80)
}
