/* Starts a virtual machine and calls its functions by their addresses: after the start no call goes through JNI. */
#define _GNU_SOURCE
#include "ranvier.h"

#include <dlfcn.h>
#include <jni.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_OPTIONS 64
#define MESSAGE_BYTES 1024

#ifdef __APPLE__
#define JVM "/lib/server/libjvm.dylib"
#else
#define JVM "/lib/server/libjvm.so"
#endif

/* As dev.ranvier.cli.host.HostFunctions writes it. */
static struct {
    int64_t (*open)(const char *, int, const char *, char *, int);
    int64_t (*fork)(int64_t, char *, int);
    int (*close)(int64_t, char *, int);
    int (*warm_up)(int64_t, char *, int);
    double (*step)(int64_t, double, char *, int);
    double (*run)(int64_t, double, int64_t, char *, int);
    int (*advance)(int64_t, char *, int);
    int (*set)(int64_t, int, int, double, char *, int);
    int (*probe)(int64_t, const char *, char *, int);
    double (*get)(int64_t, int, int, char *, int);
    double (*time_ms)(int64_t, char *, int);
    double (*dt_ms)(int64_t, char *, int);
    int (*reset)(int64_t, char *, int);
} java;

static int is_started;
static pthread_mutex_t starting = PTHREAD_MUTEX_INITIALIZER;
static _Thread_local char message[MESSAGE_BYTES];

#define WHY message, MESSAGE_BYTES

static int fail(const char *what, const char *detail) {
    snprintf(message, sizeof message, "%s%s", what, detail);
    return -1;
}

static const char *setting(const char *given, const char *variable) {
    const char *value = given ? given : getenv(variable);
    return value && *value ? value : NULL;
}

/* The table of functions, by the one call through JNI. */
static int fill_table(JNIEnv *env) {
    jclass type = (*env)->FindClass(env, "dev/ranvier/cli/host/HostFunctions");
    jmethodID table = type ? (*env)->GetStaticMethodID(env, type, "table", "()J") : NULL;
    jlong address = table ? (*env)->CallStaticLongMethod(env, type, table) : 0;
    if ((*env)->ExceptionCheck(env)) {
        (*env)->ExceptionDescribe(env);
        (*env)->ExceptionClear(env);
        return fail("Ranvier is not in the class path, or cannot start; see standard error", "");
    }
    memcpy(&java, (void *)(intptr_t)address, sizeof java);
    return 0;
}

static int start_machine(const char *java_home, const char *class_path) {
    char path[4096];
    snprintf(path, sizeof path, "%s" JVM, java_home);
    void *library = dlopen(path, RTLD_NOW | RTLD_GLOBAL);
    if (!library) {
        return fail("no virtual machine: ", dlerror());
    }
    jint (*create)(JavaVM **, void **, void *);
    *(void **)&create = dlsym(library, "JNI_CreateJavaVM");
    if (!create) {
        return fail("no virtual machine: ", dlerror());
    }
    const char *more = getenv("RANVIER_JAVA_OPTS");
    char *classes = malloc(strlen(class_path) + 32), *own = strdup(more ? more : ""), *rest = NULL;
    if (!classes || !own) {
        free(classes);
        free(own);
        return fail("out of memory", "");
    }
    sprintf(classes, "-Djava.class.path=%s", class_path);
    JavaVMOption options[MOST_OPTIONS] = {
        {.optionString = classes},
        {.optionString = "--add-modules=jdk.incubator.vector"},
        {.optionString = "--enable-native-access=ALL-UNNAMED"},
        {.optionString = "-XX:+UseSerialGC"}, /* what a step does leaves it nothing to do */
        {.optionString = "-Xrs"},             /* signals are the host's */
    };
    JavaVMInitArgs arguments = {.version = JNI_VERSION_10, .nOptions = 5, .options = options};
    for (char *word = strtok_r(own, " ", &rest); word && arguments.nOptions < MOST_OPTIONS; word = strtok_r(NULL, " ", &rest)) {
        options[arguments.nOptions++].optionString = word;
    }
    JavaVM *machine;
    void *env;
    int code = create(&machine, &env, &arguments);
    free(classes);
    free(own);
    return code == JNI_OK ? fill_table(env) : fail("the virtual machine does not start; see standard error", "");
}

int ranvier_start(const char *java_home, const char *class_path) {
    const char *home = setting(java_home, "RANVIER_JAVA_HOME"), *classes = setting(class_path, "RANVIER_CLASS_PATH");
    pthread_mutex_lock(&starting);
    int code = 0;
    if (!is_started && (!home || !classes)) {
        code = fail(home ? "RANVIER_CLASS_PATH" : "RANVIER_JAVA_HOME", " is not set");
    } else if (!is_started) {
        code = start_machine(home, classes);
    }
    is_started = code == 0;
    pthread_mutex_unlock(&starting);
    return code;
}

const char *ranvier_error(void) {
    return message;
}

#define STARTED(failure)                                           \
    if (!is_started) {                                             \
        fail("ranvier_start has not been called, or failed", ""); \
        return failure;                                            \
    }

ranvier_neuron ranvier_open(const char *model, int lanes, const char *inputs) {
    STARTED(0)
    return java.open(model, lanes, inputs ? inputs : "current", WHY);
}

ranvier_neuron ranvier_fork(ranvier_neuron neuron) {
    STARTED(0)
    return java.fork(neuron, WHY);
}

int ranvier_close(ranvier_neuron neuron) {
    STARTED(-1)
    return java.close(neuron, WHY);
}

int ranvier_warm_up(ranvier_neuron neuron) {
    STARTED(-1)
    return java.warm_up(neuron, WHY);
}

double ranvier_step(ranvier_neuron neuron, double current_nA) {
    STARTED(NAN)
    return java.step(neuron, current_nA, WHY);
}

double ranvier_run(ranvier_neuron neuron, double current_nA, int64_t steps) {
    STARTED(NAN)
    return java.run(neuron, current_nA, steps, WHY);
}

int ranvier_advance(ranvier_neuron neuron) {
    STARTED(-1)
    return java.advance(neuron, WHY);
}

int ranvier_set(ranvier_neuron neuron, int input, int lane, double value) {
    STARTED(-1)
    return java.set(neuron, input, lane, value, WHY);
}

int ranvier_probe(ranvier_neuron neuron, const char *probe) {
    STARTED(-1)
    return java.probe(neuron, probe, WHY);
}

double ranvier_get(ranvier_neuron neuron, int probe, int lane) {
    STARTED(NAN)
    return java.get(neuron, probe, lane, WHY);
}

double ranvier_time_ms(ranvier_neuron neuron) {
    STARTED(NAN)
    return java.time_ms(neuron, WHY);
}

double ranvier_dt_ms(ranvier_neuron neuron) {
    STARTED(NAN)
    return java.dt_ms(neuron, WHY);
}

int ranvier_reset(ranvier_neuron neuron) {
    STARTED(-1)
    return java.reset(neuron, WHY);
}
