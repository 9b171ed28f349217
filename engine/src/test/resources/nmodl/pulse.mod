: a pulse of current
NEURON {
    POINT_PROCESS Pulse
    RANGE del, dur, amp, i
    ELECTRODE_CURRENT i
}
UNITS { (nA) = (nanoamp) }
PARAMETER { del = 10 (ms) dur = 4 (ms) amp = 0.05 (nA) }
ASSIGNED { i (nA) }
INITIAL { i = 0 }
BREAKPOINT {
    at_time(del)
    at_time(del + dur)
    if (t < del + dur && t >= del) { i = amp } else { i = 0 }
}
