package dev.ranvier.linalg;

final class VectorOperationsTest extends DenseOperationsContract {
    @Override
    DenseOperations operations() {
        return new VectorOperations();
    }
}
