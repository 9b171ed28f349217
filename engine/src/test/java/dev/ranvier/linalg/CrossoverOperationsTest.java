package dev.ranvier.linalg;

/** Both sides of every crossover, here between our own and our own. */
final class CrossoverOperationsTest extends DenseOperationsContract {
    @Override
    DenseOperations operations() {
        return new CrossoverOperations(new VectorOperations(), new VectorOperations());
    }
}
