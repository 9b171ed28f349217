/* Three lanes of a model under three currents; prints time and voltages every millisecond. Arguments: MODEL.yaml [MS] */
#include "ranvier.h"

#include <stdio.h>
#include <stdlib.h>

static int stop(void) {
    fprintf(stderr, "example: %s\n", ranvier_error());
    return 2;
}

int main(int count, char **arguments) {
    if (count < 2) {
        fprintf(stderr, "usage: example MODEL.yaml [MS]\n");
        return 2;
    }
    double duration_ms = count > 2 ? atof(arguments[2]) : 20;
    if (ranvier_start(NULL, NULL) != 0) {
        return stop();
    }
    ranvier_neuron neuron = ranvier_open(arguments[1], 3, "current; conductance -77");
    int voltage = ranvier_probe(neuron, "v");
    if (!neuron || voltage < 0) {
        return stop();
    }
    for (int lane = 0; lane < 3; lane++) {
        ranvier_set(neuron, 0, lane, 0.01 * lane);
    }
    long per_ms = (long)(1 / ranvier_dt_ms(neuron) + 0.5);
    for (long n = 0; ranvier_time_ms(neuron) < duration_ms; n++) {
        /* A potassium conductance that follows the voltage of lane 2. */
        ranvier_set(neuron, 1, 2, ranvier_get(neuron, voltage, 2) > -40 ? 1e-4 : 0);
        if (ranvier_advance(neuron) != 0) {
            return stop();
        }
        if ((n + 1) % per_ms == 0) {
            printf("%.3f %.12g %.12g %.12g\n", ranvier_time_ms(neuron), ranvier_get(neuron, voltage, 0),
                   ranvier_get(neuron, voltage, 1), ranvier_get(neuron, voltage, 2));
        }
    }
    return ranvier_close(neuron) ? stop() : 0;
}
