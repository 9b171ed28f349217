TITLE k

COMMENT
Channel 'k' of model.yaml, written by Ranvier.
That model states no temperature; the kinetics do not follow celsius.
Each gate is a network of the voltage. n_inf hold x_inf and n_decay hold exp(-dt/tau) at every
0.5 mV from -150 to 110 mV; between these they are interpolated, outside the outermost values hold.
For steps of fixed size (secondorder = 0); CVODE cannot run it.
ENDCOMMENT

NEURON {
    SUFFIX k
    NONSPECIFIC_CURRENT i
    RANGE gbar, e, i
    GLOBAL n_inf, n_decay
}

UNITS {
    (mA) = (milliamp)
    (mV) = (millivolt)
    (S) = (siemens)
}

PARAMETER {
    gbar = 0.001 (S/cm2)
    e = 0 (mV)
}

ASSIGNED {
    v (mV)
    dt (ms)
    i (mA/cm2)
    n_inf n_decay
}

STATE { n }

INITIAL {
    curves(v)
    n = n_inf
}

BREAKPOINT {
    SOLVE states
    i = gbar*n*n*n*n*(v - e)
}

PROCEDURE states() {
    curves(v)
    n = n_inf + (n - n_inf)*n_decay
}

PROCEDURE curves(v (mV)) {
    LOCAL scaled, unit1_1, unit1_2, unit1_3, logit, ln_tau
    TABLE n_inf, n_decay DEPEND dt FROM -150 TO 110 WITH 520
    scaled = (v - (-10))/70
    unit1_1 = tanh(0.73 + 1.2*scaled)
    unit1_2 = tanh(0.8 + 2.5*scaled)
    unit1_3 = tanh(-1.5 - 2.5*scaled)
    logit = -0.3 + 7*unit1_1 + 0*unit1_2 + 0*unit1_3
    ln_tau = 0.2 + 0*unit1_1 - 1.2*unit1_2 - 1.2*unit1_3
    ln_tau = (2.3025850929940463) + 6.907755278982137*tanh((ln_tau - (2.3025850929940463))/6.907755278982137)
    n_inf = 1/(1 + exp(-logit))
    n_decay = exp(-dt*exp(-ln_tau))
}
