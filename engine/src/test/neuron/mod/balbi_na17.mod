TITLE Human sodium channel Nav1.7 as a scheme of six states

COMMENT
Source: Balbi P, Massobrio P, Hellgren Kotaleski J (2017). PLoS Comput Biol 13(9):e1005737; numbers as in ModelDB 230137 (20 degC, Q10 3).
The steady state is that of the cycle c1 c2 o1 i1 by its spanning trees, o2 and i2 in balance with their neighbours.
ENDCOMMENT

NEURON {
    THREADSAFE
    SUFFIX balbi_na17
    USEION na READ ena WRITE ina
    RANGE gbar
}

UNITS {
    (S) = (siemens)
    (mA) = (milliamp)
    (mV) = (millivolt)
}

PARAMETER {
    gbar = 0.1 (S/cm2)
    celsius (degC)
}

ASSIGNED {
    v (mV)
    ena (mV)
    ina (mA/cm2)
    c1c2 (/ms)
    c2c1 (/ms)
    c2o1 (/ms)
    o1c2 (/ms)
    c2o2 (/ms)
    o2c2 (/ms)
    o1i1 (/ms)
    i1o1 (/ms)
    i1c1 (/ms)
    c1i1 (/ms)
    i1i2 (/ms)
    i2i1 (/ms)
}

STATE { o1 o2 c2 c1 i2 i1 }

INITIAL {
    LOCAL all
    rates(v)
    c1 = c2c1*o1c2*i1o1 + c2o1*o1i1*i1c1 + c2c1*o1i1*i1c1 + c2c1*o1c2*i1c1
    c2 = o1c2*i1o1*c1i1 + o1i1*i1c1*c1c2 + o1c2*i1c1*c1c2 + o1c2*i1o1*c1c2
    o1 = i1o1*c1i1*c2c1 + i1c1*c1c2*c2o1 + i1o1*c1c2*c2o1 + i1o1*c1i1*c2o1
    i1 = c1i1*c2c1*o1c2 + c1c2*c2o1*o1i1 + c1i1*c2o1*o1i1 + c1i1*c2c1*o1i1
    o2 = c2 * c2o2 / o2c2
    i2 = i1 * i1i2 / i2i1
    all = o1 + o2 + c2 + i1 + i2 + c1
    o1 = o1 / all
    o2 = o2 / all
    c2 = c2 / all
    i1 = i1 / all
    i2 = i2 / all
    c1 = c1 / all
}

BREAKPOINT {
    SOLVE scheme METHOD sparse
    ina = gbar * (o1 + o2) * (v - ena)
}

KINETIC scheme {
    rates(v)
    ~ c1 <-> c2 (c1c2, c2c1)
    ~ c2 <-> o1 (c2o1, o1c2)
    ~ c2 <-> o2 (c2o2, o2c2)
    ~ o1 <-> i1 (o1i1, i1o1)
    ~ i1 <-> c1 (i1c1, c1i1)
    ~ i1 <-> i2 (i1i2, i2i1)
    CONSERVE o1 + o2 + c2 + i1 + i2 + c1 = 1
}

FUNCTION term(v (mV), b (/ms), m (mV), k (mV)) (/ms) {
    term = b / (1 + exp((v - m) / k))
}

PROCEDURE rates(v (mV)) {
    LOCAL q
    q = 3^((celsius - 20) / 10)
    c1c2 = q * term(v, 16, -18, -9)
    c2c1 = q * (term(v, 6, -48, 9) + term(v, 16, -18, -9))
    c2o1 = q * term(v, 16, -23, -9)
    o1c2 = q * (term(v, 2, -53, 9) + term(v, 16, -23, -9))
    c2o2 = q * term(v, 0.01, -35, -5)
    o2c2 = q * (term(v, 3, -75, 5) + term(v, 0.01, -35, -5))
    o1i1 = q * (term(v, 4, -52, 12) + term(v, 8, -27, -12))
    i1o1 = q * term(v, 1e-5, -52, 10)
    i1c1 = q * term(v, 0.085, -110, 5)
    c1i1 = q * term(v, 0.025, -55, -20)
    i1i2 = q * term(v, 1e-5, -80, -20)
    i2i1 = q * term(v, 1e-5, -80, 20)
}
