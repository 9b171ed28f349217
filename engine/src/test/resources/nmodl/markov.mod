TITLE A scheme of three states, with a total that is conserved
NEURON {
    SUFFIX markov
    USEION k READ ek WRITE ik
    RANGE gbar, kf
}
PARAMETER { gbar = 0.01 (S/cm2) kf = 0.3 (/ms) }
STATE { c1 c2 o }
ASSIGNED { v (mV) ek (mV) ik (mA/cm2) }
INITIAL { SOLVE kin STEADYSTATE sparse }
BREAKPOINT {
    SOLVE kin METHOD sparse
    ik = gbar*o*(v - ek)
}
KINETIC kin {
    LOCAL a, b
    a = kf*exp((v + 30)/25)
    b = 0.2*exp(-(v + 30)/35)
    ~ c1 <-> c2 (2*a, b)
    ~ c2 <-> o (a, 2*b)
    CONSERVE c1 + c2 + o = 1
}
