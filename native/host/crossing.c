/* What a step costs from C, one call each, and in one call of many: the difference is the crossing. Arguments: MODEL.yaml [STEPS] */
#include "ranvier.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return 1e9 * t.tv_sec + t.tv_nsec;
}

int main(int count, char **arguments) {
    if (count < 2 || ranvier_start(NULL, NULL) != 0) {
        fprintf(stderr, "crossing: %s\n", count < 2 ? "MODEL.yaml is missing" : ranvier_error());
        return 2;
    }
    ranvier_neuron neuron = ranvier_open(arguments[1], 1, NULL);
    if (!neuron || ranvier_warm_up(neuron) < 0) {
        fprintf(stderr, "crossing: %s\n", ranvier_error());
        return 2;
    }
    long steps = count > 2 ? atol(arguments[2]) : 1000000;
    double sum = 0;
    for (int round = 0; round < 8; round++) {
        double begin = now_ns();
        for (long n = 0; n < steps; n++) {
            sum += ranvier_step(neuron, 0.02);
        }
        double middle = now_ns();
        sum += ranvier_run(neuron, 0.02, steps);
        double end = now_ns();
        printf("%.1f ns a step from C, %.1f ns within\n", (middle - begin) / steps, (end - middle) / steps);
    }
    return ranvier_close(neuron) + (sum == 0);
}
