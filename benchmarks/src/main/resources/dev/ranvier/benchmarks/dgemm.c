/* Prints the best rate in GFLOP/s of 20 products of two n x n matrices, on one thread: dgemm LIBRARY n */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec + 1e-9 * now.tv_nsec;
}

int main(int count, char **words) {
    if (count != 3) {
        fprintf(stderr, "usage: dgemm LIBRARY n\n");
        return 2;
    }
    void *library = dlopen(words[1], RTLD_NOW);
    if (!library) {
        fprintf(stderr, "%s\n", dlerror());
        return 2;
    }
    void (*set_threads)(int) = (void (*)(int))dlsym(library, "openblas_set_num_threads");
    void (*dgemm)(int, int, int, int, int, int, double, const double *, int, const double *, int, double, double *, int) =
        (void (*)(int, int, int, int, int, int, double, const double *, int, const double *, int, double, double *, int))
            dlsym(library, "cblas_dgemm");
    int n = atoi(words[2]);
    double *matrices = aligned_alloc(64, 3 * sizeof(double) * n * n);
    double best = 1e30;
    for (int k = 0; k < 3 * n * n; k++) {
        matrices[k] = k % 7;
    }
    set_threads(1);
    for (int run = 0; run < 20; run++) {
        double start = seconds();
        dgemm(101, 111, 111, n, n, n, 1, matrices, n, matrices + n * n, n, 0, matrices + 2 * n * n, n);
        double taken = seconds() - start;
        best = taken < best ? taken : best;
    }
    printf("%.2f\n", 2e-9 * n * n * n / best);
    return 0;
}
