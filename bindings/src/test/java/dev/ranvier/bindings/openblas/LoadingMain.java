package dev.ranvier.bindings.openblas;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;

/** Finds OpenBLAS in a process of its own and prints where, and the square root of 9 by Cholesky. */
final class LoadingMain {
    private LoadingMain() {}

    public static void main(String[] arguments) {
        OpenBlas.find(System.out::println).ifPresentOrElse(LoadingMain::tell, () -> System.out.println("none"));
    }

    private static void tell(OpenBlas blas) {
        try (Arena arena = Arena.ofConfined()) {
            var nine = arena.allocateFrom(ValueLayout.JAVA_DOUBLE, 9);
            blas.potrf(1, nine, 1);
            System.out.println(blas.origin() + " " + nine.get(ValueLayout.JAVA_DOUBLE, 0) + " " + blas.path());
        }
    }
}
