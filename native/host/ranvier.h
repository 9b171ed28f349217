/*
 * Ranvier in C: neurons, step by step. The library starts a Java virtual machine in this process; nothing else is needed of Java.
 *
 *     ranvier_start(NULL, NULL);
 *     ranvier_neuron n = ranvier_open("hh.yaml", 1, NULL);
 *     ranvier_warm_up(n);
 *     for (;;) v_mV = ranvier_step(n, current_nA(v_mV));
 *
 * A neuron belongs to the thread that opened it. No call ends the process: what fails returns what is said below, and
 * ranvier_error() tells why. Build: cc -o host host.c -lranvier.
 */
#ifndef RANVIER_H
#define RANVIER_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A neuron; 0 is none. One that is closed is refused, even when another has been opened since. */
typedef int64_t ranvier_neuron;

/*
 * Starts the virtual machine, once in a process; later calls do nothing. NULL stands for the environment variables RANVIER_JAVA_HOME
 * (the JDK's or JRE's home, 25 or newer) and RANVIER_CLASS_PATH (ranvier-cli.jar beside its lib). RANVIER_JAVA_OPTS holds more options
 * for the machine, split at blanks. Returns 0, or -1.
 */
int ranvier_start(const char *java_home, const char *class_path);

/* Why the last call of this thread failed; empty if none has. Valid until the next call of this thread that fails. */
const char *ranvier_error(void);

/*
 * Opens the cell of a model file in so many lanes, with what its sections stimulus, synapses, clamp and simulation say. Inputs are what
 * the host does beside, split at ";", numbered from 0; NULL is "current":
 *
 *     current                              a current [nA] at the middle of the root
 *     current@dend(0.5)                    at another place
 *     conductance@soma(0.5) -80            a conductance [uS] that reverses at -80 mV
 *     clamp@soma(0.5) 10                   a voltage clamp [mV] of 10 mS/cm2, off at first and whenever it is set to NAN; one, of all lanes
 *
 * Returns 0 if that cannot be done.
 */
ranvier_neuron ranvier_open(const char *model, int lanes, const char *inputs);

/* Another neuron that is what this one is, of the calling thread, which must be the one of both; 0 if there is none. */
ranvier_neuron ranvier_fork(ranvier_neuron neuron);

/* Frees a neuron. Returns 0, or -1. */
int ranvier_close(ranvier_neuron neuron);

/* Steps a copy until the methods of a step are compiled, for one to three seconds. Returns 1 if they are, 0 if not yet, -1. */
int ranvier_warm_up(ranvier_neuron neuron);

/*
 * One step of one lane with this current [nA] at input 0. Returns the root's voltage [mV]: not finite once a voltage is lost, and NAN
 * where the call fails.
 */
double ranvier_step(ranvier_neuron neuron, double current_nA);

/* The same so many times without leaving the library. */
double ranvier_run(ranvier_neuron neuron, double current_nA, int64_t steps);

/* One step of all lanes. Returns how many have lost their voltage, or -1. */
int ranvier_advance(ranvier_neuron neuron);

/* Sets an input of a lane, or of all where lane is -1, until it is set again. Returns 0, or -1. */
int ranvier_set(ranvier_neuron neuron, int input, int lane, double value);

/* A probe, written as in a model's list record: "v", "k.n", "na.current@dend(0.5)"; "clamp" is the current [nA] of the clamp that
 * the inputs name. Returns its number, or -1. */
int ranvier_probe(ranvier_neuron neuron, const char *probe);

/* What a probe sees in a lane at the time reached; NAN where the call fails. */
double ranvier_get(ranvier_neuron neuron, int probe, int lane);

/* The time reached, and the length of a step; NAN where the call fails. */
double ranvier_time_ms(ranvier_neuron neuron);
double ranvier_dt_ms(ranvier_neuron neuron);

/* Goes back to the model's start; inputs stay as they are. Returns 0, or -1. */
int ranvier_reset(ranvier_neuron neuron);

#ifdef __cplusplus
}
#endif

#endif
