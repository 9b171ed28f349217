/* What the header promises, tried out: errors, threads, forks, many openings. Prints "ok" and sizes in memory. Arguments: MODEL.yaml [OPENINGS] */
#include "ranvier.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define THREADS 8
#define STEPS 2000

static const char *model;

static void require(int holds, const char *what) {
    if (!holds) {
        printf("contract: %s: %s\n", what, ranvier_error());
        exit(1);
    }
}

static double walk(ranvier_neuron neuron, int steps) {
    double v_mV = NAN;
    for (int n = 0; n < steps; n++) {
        v_mV = ranvier_step(neuron, n % 400 < 200 ? 0.02 : 0);
    }
    return v_mV;
}

static void *alone(void *result) {
    ranvier_neuron neuron = ranvier_open(model, 1, NULL);
    *(double *)result = walk(neuron, STEPS);
    ranvier_close(neuron);
    return NULL;
}

static void *trespass(void *neuron) {
    require(isnan(ranvier_step(*(ranvier_neuron *)neuron, 0)), "another thread's step");
    require(strstr(ranvier_error(), "belongs to thread") != NULL, "another thread's message");
    return NULL;
}

static long resident_kB(void) {
    long pages = 0, all;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file) {
        require(fscanf(file, "%ld %ld", &all, &pages) == 2, "statm");
        fclose(file);
    }
    return pages * 4;
}

int main(int count, char **arguments) {
    require(count > 1, "usage: contract MODEL.yaml [OPENINGS]");
    int openings = count > 2 ? atoi(arguments[2]) : 100;
    model = arguments[1];
    require(ranvier_open(model, 1, NULL) == 0, "open before start");
    require(ranvier_start(NULL, NULL) == 0, "start");
    require(ranvier_start(NULL, NULL) == 0, "start again");

    require(ranvier_open("no-such.yaml", 1, NULL) == 0, "no such file");
    require(strstr(ranvier_error(), "no-such.yaml") != NULL, "its name in the message");
    require(ranvier_open(model, 1, "nonsense") == 0, "no such input");
    require(ranvier_open(model, 0, NULL) == 0, "no lanes");

    ranvier_neuron neuron = ranvier_open(model, 1, "current; clamp 1000");
    require(neuron != 0, "open");
    require(ranvier_probe(neuron, "nonsense") == -1, "no such probe");
    int voltage = ranvier_probe(neuron, "v");
    require(voltage == 0, "probe");
    require(ranvier_set(neuron, 2, 0, 1) == -1, "no such input");
    double v_mV = walk(neuron, 100);
    require(ranvier_get(neuron, voltage, 0) == v_mV, "probe of the voltage");
    require(isnan(ranvier_get(neuron, voltage, 1)), "no such lane");
    require(fabs(ranvier_time_ms(neuron) - 100 * ranvier_dt_ms(neuron)) < 1e-9, "time");

    ranvier_neuron fork = ranvier_fork(neuron);
    require(walk(fork, 100) == walk(neuron, 100), "a fork's bits");
    require(ranvier_close(fork) == 0 && ranvier_close(fork) == -1, "close once");
    require(isnan(ranvier_step(fork, 0)), "use after close");

    ranvier_set(neuron, 1, -1, -60);
    require(fabs(walk(neuron, 2000) + 60) < 1, "clamped");
    ranvier_set(neuron, 1, -1, NAN);
    require(ranvier_reset(neuron) == 0 && walk(neuron, 100) == v_mV, "reset");
    require(!isfinite(ranvier_step(neuron, 1e308)), "a lost voltage");
    require(ranvier_reset(neuron) == 0 && walk(neuron, 100) == v_mV, "reset of a lost one");

    pthread_t thread, threads[THREADS];
    pthread_create(&thread, NULL, trespass, &neuron);
    pthread_join(thread, NULL);
    double expected, found[THREADS];
    alone(&expected);
    for (int k = 0; k < THREADS; k++) {
        pthread_create(&threads[k], NULL, alone, &found[k]);
    }
    for (int k = 0; k < THREADS; k++) {
        pthread_join(threads[k], NULL);
        require(found[k] == expected, "the same bits in every thread");
    }

    for (int k = 1; k <= openings; k++) {
        ranvier_neuron one = ranvier_open(model, 1, NULL);
        walk(one, 20);
        require(ranvier_close(one) == 0, "close");
        if (k % ((openings + 4) / 5) == 0) {
            printf("%ld kB after %d openings\n", resident_kB(), k);
        }
    }
    printf("ok\n");
    return 0;
}
